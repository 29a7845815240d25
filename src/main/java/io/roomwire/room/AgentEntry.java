package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * All that the registry holds of one agent.
 *
 * @param manifest its {@code agent_name} is a text
 * @param registration empty for an agent that is only known
 */
record AgentEntry(String id, JsonNode manifest, Optional<Registration> registration) {

    Agent agent() {
        return new Agent(id, JsonFields.text(manifest, "agent_name").orElse(id), registration.isPresent(),
                registration.filter(Registration::running).isPresent(), manifest);
    }

    AgentEntry registered(Instant now) {
        return registration.isPresent() ? this : with(Optional.of(Registration.at(now)));
    }

    AgentEntry unregistered() {
        return with(Optional.empty());
    }

    AgentEntry changed(UnaryOperator<Registration> change) {
        return with(registration.map(change));
    }

    private AgentEntry with(Optional<Registration> value) {
        return new AgentEntry(id, manifest, value);
    }

    /** What clients see: the manifest, then the record. */
    JsonNode json() {
        JsonFields fields = new JsonFields().put("agent_id", id).putAll(manifest).put("agent_id", id);
        registration.map(Registration::json).ifPresent(fields::putAll);
        return fields.put("show_in_lobby", shownInLobby()).put("available", true).object();
    }

    private boolean shownInLobby() {
        return JsonFields.given(manifest, "show_in_lobby").filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue).orElse(true);
    }

    /** The form in the registry. */
    JsonNode stored() {
        return new JsonFields().put("manifest", manifest)
                .put("registration", registration.map(Registration::json)).object();
    }

    static AgentEntry parse(String id, JsonNode stored) {
        return new AgentEntry(id, JsonFields.given(stored, "manifest").orElseThrow(),
                JsonFields.given(stored, "registration").map(Registration::parse));
    }
}
