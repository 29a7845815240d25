package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.Identity;
import io.roomwire.json.JsonFields;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Two dongles whose frames are relayed to each other.
 *
 * @param owner the user who made it
 * @param away whose agent is not connected, as far as that was noticed; empty unless the mode is DEGRADED
 */
record Group(String id, String owner, String dongleA, String dongleB, Mode mode, Set<Side> away, Instant created,
             Instant updated) {

    Group {
        away = Set.copyOf(away);
    }

    /** What the relay does. */
    enum Mode {
        INACTIVE, ACTIVE, DEGRADED
    }

    /** One of the two. */
    enum Side {
        A, B;

        Side other() {
            return this == A ? B : A;
        }

        /** What this side sends. */
        RelayDirection sends() {
            return this == A ? RelayDirection.A_TO_B : RelayDirection.B_TO_A;
        }
    }

    boolean isOf(Identity user) {
        return owner.equals(user.subject()) || user.roles().contains(Dongle.ALL_SEEING);
    }

    Optional<Side> side(String dongle) {
        return dongle.equals(dongleA) ? Optional.of(Side.A)
                : dongle.equals(dongleB) ? Optional.of(Side.B) : Optional.empty();
    }

    String dongle(Side side) {
        return side == Side.A ? dongleA : dongleB;
    }

    Optional<String> offlineSide() {
        return switch (away.size()) {
            case 0 -> Optional.empty();
            case 1 -> away.stream().map(Side::name).findFirst();
            default -> Optional.of("BOTH");
        };
    }

    /** In that mode, with nobody away; unchanged where it is so already. */
    Group with(Mode value, Instant now) {
        return changed(value, Set.of(), now);
    }

    /** With that side away or not; an inactive group takes no notice. */
    Group with(Side side, boolean isAway, Instant now) {
        if (mode == Mode.INACTIVE) {
            return this;
        }
        Set<Side> sides = EnumSet.noneOf(Side.class);
        sides.addAll(away);
        boolean _ = isAway ? sides.add(side) : sides.remove(side);
        return changed(sides.isEmpty() ? Mode.ACTIVE : Mode.DEGRADED, sides, now);
    }

    private Group changed(Mode value, Set<Side> sides, Instant now) {
        return mode == value && away.equals(sides) ? this
                : new Group(id, owner, dongleA, dongleB, value, sides, created, now);
    }

    /** What its owner sees of it. */
    JsonNode json(Backlog backlog) {
        return new JsonFields().put("id", id).put("group_id", id).put("user_id", owner).put("dongle_a_id", dongleA)
                .put("dongle_b_id", dongleB).put("mode", mode.name())
                .put("status", mode.name().toLowerCase(Locale.ROOT))
                .put("offline_side", offlineSide().map(JsonNode::createStringNode))
                .put("buffered_frames_a_to_b", backlog.aToB()).put("buffered_frames_b_to_a", backlog.bToA())
                .put("created_at", Iso.text(created)).put("updated_at", Iso.text(updated)).object();
    }

    /** The form in the registry. */
    JsonNode stored() {
        return new JsonFields().put("id", id).put("owner", owner).put("dongle_a", dongleA).put("dongle_b", dongleB)
                .put("mode", mode.name()).put("a_away", away.contains(Side.A)).put("b_away", away.contains(Side.B))
                .put("created_ms", created.toEpochMilli()).put("updated_ms", updated.toEpochMilli()).object();
    }

    static Group parse(JsonNode stored) {
        Set<Side> sides = EnumSet.noneOf(Side.class);
        for (Side side : Side.values()) {
            if (given(stored, side.name().toLowerCase(Locale.ROOT) + "_away").getBooleanValue()) {
                sides.add(side);
            }
        }
        return new Group(text(stored, "id"), text(stored, "owner"), text(stored, "dongle_a"), text(stored, "dongle_b"),
                Mode.valueOf(text(stored, "mode")), sides, time(stored, "created_ms"), time(stored, "updated_ms"));
    }

    private static String text(JsonNode stored, String name) {
        return given(stored, name).getStringValue();
    }

    private static Instant time(JsonNode stored, String name) {
        return Instant.ofEpochMilli(given(stored, name).getLongValue());
    }

    private static JsonNode given(JsonNode stored, String name) {
        return JsonFields.given(stored, name).orElseThrow();
    }
}
