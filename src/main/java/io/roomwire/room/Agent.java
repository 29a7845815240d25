package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import java.util.Optional;

/**
 * A trading agent as the registry knows it; its id is the id of its room.
 *
 * @param id lower-case letter, then 1 to 63 of {@code [a-z0-9_]}
 * @param name what viewers see
 * @param registered a room exists only while this is true
 * @param running only a running agent speaks
 * @param manifest a JSON object, as given at registration
 */
public record Agent(String id, String name, boolean registered, boolean running, JsonNode manifest) {

    /** The manifest's {@code risk_profile}. */
    public Optional<String> riskProfile() {
        return text("risk_profile");
    }

    /** The manifest's {@code time_zone}. */
    public Optional<String> timeZone() {
        return text("time_zone");
    }

    private Optional<String> text(String field) {
        return Optional.ofNullable(manifest.get(field)).filter(JsonNode::isString).map(JsonNode::getStringValue);
    }
}
