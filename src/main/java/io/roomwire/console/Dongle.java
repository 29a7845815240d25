package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.Identity;
import io.roomwire.json.JsonFields;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A device on a bus.
 *
 * @param deviceId 16 hexadecimal digits, its own name
 * @param owner empty while it is unclaimed: then everybody may watch it
 * @param agent which reported it last
 * @param seen when it was last known to be there
 * @param device what was reported of it
 * @param place in which group it is
 */
record Dongle(String id, String deviceId, Optional<String> owner, String agent, Instant seen, JsonNode device,
              Optional<Place> place) {

    static final String ALL_SEEING = "super_admin";

    /**
     * A dongle's group.
     *
     * @param since when it was put there
     */
    record Place(String group, Instant since) {
    }

    /** A group is made last, so one that is not there is being made, or its maker died. */
    static final Duration GROUP_MADE_WITHIN = Duration.ofSeconds(10);

    boolean isVisibleTo(Identity user) {
        return owner.isEmpty() || isOf(user);
    }

    boolean isOf(Identity user) {
        return owner.filter(user.subject()::equals).isPresent() || user.roles().contains(ALL_SEEING);
    }

    Optional<String> group() {
        return place.map(Place::group);
    }

    Dongle seen(Instant now) {
        return new Dongle(id, deviceId, owner, agent, now, device, place);
    }

    Dongle placed(Optional<Place> value) {
        return new Dongle(id, deviceId, owner, agent, seen, device, value);
    }

    /** What its owner sees of it. */
    JsonNode json() {
        return new JsonFields().put("id", id).put("device_id", deviceId).put("ownership_state", ownership())
                .put("last_seen_at", Iso.text(seen)).put("lan_ip", JsonFields.given(device, "lan_ip"))
                .put("fw_build", JsonFields.given(device, "fw_build"))
                .put("udp_port", JsonFields.given(device, "udp_port")).object();
    }

    /** The same with what only one dongle's page shows; no bus is configured from here. */
    JsonNode detail() {
        return new JsonFields().putAll(json()).put("owner_user_id", ownerJson()).putNull("can_config").object();
    }

    /** What its agent is answered. */
    JsonNode reported() {
        return new JsonFields().put("id", id).put("device_id", deviceId).put("ownership_state", ownership())
                .put("owner_user_id", ownerJson()).object();
    }

    private String ownership() {
        return owner.isPresent() ? "CLAIMED" : "UNCLAIMED";
    }

    private Optional<JsonNode> ownerJson() {
        return owner.map(JsonNode::createStringNode);
    }

    /** The form in the registry. */
    JsonNode stored() {
        JsonFields fields = new JsonFields().put("id", id).put("device_id", deviceId).put("owner", ownerJson())
                .put("agent", agent).put("seen_ms", seen.toEpochMilli()).put("device", device);
        place.ifPresent(known -> fields.put("group", known.group()).put("grouped_ms", known.since().toEpochMilli()));
        return fields.object();
    }

    static Dongle parse(JsonNode stored) {
        return new Dongle(JsonFields.text(stored, "id").orElseThrow(),
                JsonFields.text(stored, "device_id").orElseThrow(), JsonFields.text(stored, "owner"),
                JsonFields.text(stored, "agent").orElseThrow(), time(stored, "seen_ms"),
                JsonFields.given(stored, "device").orElseThrow(),
                JsonFields.text(stored, "group").map(group -> new Place(group, time(stored, "grouped_ms"))));
    }

    private static Instant time(JsonNode stored, String name) {
        return Instant.ofEpochMilli(JsonFields.given(stored, name).orElseThrow().getLongValue());
    }
}
