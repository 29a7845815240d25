package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.Identity;
import io.roomwire.console.Dongle.Place;
import io.roomwire.console.Group.Mode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Makes groups and switches them. Blocks; safe for any thread. */
@Singleton
final class Groups {

    private final Registry registry;
    private final GroupModes modes;
    private final AgentCalls calls;
    private final Clock clock;
    private final RandomGenerator random;

    Groups(Registry registry, GroupModes modes, AgentCalls calls, Clock clock, RandomGenerator random) {
        this.registry = registry;
        this.modes = modes;
        this.calls = calls;
        this.clock = clock;
        this.random = random;
    }

    /** The user's, the oldest first. */
    List<Group> of(Identity user) {
        List<Group> groups = user.roles().contains(Dongle.ALL_SEEING) ? registry.allGroups()
                : registry.groupsOf(user.subject());
        return groups.stream().sorted(Comparator.comparing(Group::created).thenComparing(Group::id)).toList();
    }

    JsonNode shown(Group group) {
        return group.json(modes.backlog(group));
    }

    /** Puts both dongles there and makes the group last: see {@link Dongle#GROUP_MADE_WITHIN}. */
    Group create(Identity user, Dongle a, Dongle b) {
        if (a.id().equals(b.id())) {
            throw ConsoleException.invalid("A group has two dongles.");
        }
        Instant now = clock.instant();
        String id = "g_" + HexFormat.of().toHexDigits(random.nextLong());
        place(a, id, now);
        try {
            place(b, id, now);
        } catch (ConsoleException taken) {
            registry.dongles().change(a.id(), known -> freed(known.orElse(a), id));
            throw taken;
        }
        String owner = a.owner().orElse(user.subject());
        Group group = new Group(id, owner, a.id(), b.id(), Mode.INACTIVE, Set.of(), now, now);
        registry.groups().change(id, none -> group);
        registry.listed(group);
        return group;
    }

    private void place(Dongle dongle, String group, Instant now) {
        registry.dongles().change(dongle.id(), found -> {
            Dongle known = found.orElse(dongle);
            if (known.place().filter(place -> isTaken(known, place, now)).isPresent()) {
                throw ConsoleException.invalid("The dongle " + known.id() + " is in a group already.");
            }
            return known.placed(Optional.of(new Place(group, now)));
        });
    }

    private boolean isTaken(Dongle dongle, Place place, Instant now) {
        return place.since().plus(Dongle.GROUP_MADE_WITHIN).isAfter(now)
                || registry.groups().find(place.group()).flatMap(group -> group.side(dongle.id())).isPresent();
    }

    private static Dongle freed(Dongle dongle, String group) {
        return dongle.group().filter(group::equals).isPresent() ? dongle.placed(Optional.empty()) : dongle;
    }

    /** Switches the relay; the agents' sockets are told, wherever they are. */
    Group set(Group group, Mode mode) {
        Group now = modes.set(group, mode);
        Map<String, Dongle> dongles = registry.dongles().find(List.of(group.dongleA(), group.dongleB()));
        dongles.values().stream().map(Dongle::agent).distinct().forEach(calls::wake);
        return now;
    }
}
