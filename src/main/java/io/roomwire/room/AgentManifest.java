package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;

/** The manifest in a registration's body: the field {@code manifest}, or the body itself. */
final class AgentManifest {

    private static final int MAX_NAME = 80;

    private AgentManifest() {
    }

    /**
     * Empty when the body brings none.
     *
     * @throws RoomException {@code invalid_agent_manifest} when it has no usable name or an unknown time zone
     */
    static Optional<JsonNode> read(JsonNode body) {
        JsonNode flat = new JsonFields().putAll(body).remove("control_token").object();
        JsonNode manifest = JsonFields.given(flat, "manifest").orElse(flat);
        if (manifest.isObject() && manifest.size() == 0) {
            return Optional.empty();
        }
        if (!manifest.isObject() || !nameFits(manifest) || !zoneFits(manifest)) {
            throw RoomException.badRequest("invalid_agent_manifest");
        }
        return Optional.of(manifest);
    }

    private static boolean nameFits(JsonNode manifest) {
        return JsonFields.text(manifest, "agent_name")
                .filter(name -> !name.isBlank() && name.length() <= MAX_NAME).isPresent();
    }

    private static boolean zoneFits(JsonNode manifest) {
        return JsonFields.given(manifest, "time_zone").isEmpty()
                || JsonFields.text(manifest, "time_zone").flatMap(MarketZone::parse).isPresent();
    }
}
