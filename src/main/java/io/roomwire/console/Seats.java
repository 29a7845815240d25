package io.roomwire.console;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the groups that dongles are in. Blocks; safe for any thread. */
@Singleton
final class Seats {

    private final Registry registry;

    Seats(Registry registry) {
        this.registry = registry;
    }

    /** By dongle; those without a group are left out. */
    Map<String, Seat> of(Collection<Dongle> dongles) {
        Map<String, Group> groups = registry.groups().find(dongles.stream().flatMap(dongle -> dongle.group().stream())
                .toList());
        Map<String, Seat> seats = new HashMap<>();
        for (Dongle dongle : dongles) {
            dongle.group().map(groups::get).ifPresent(group -> group.side(dongle.id())
                    .ifPresent(side -> seats.put(dongle.id(), new Seat(group, side))));
        }
        return seats;
    }

    /** Of the dongles that this agent serves. */
    List<Seat> of(Agent agent) {
        return List.copyOf(of(registry.dongles().find(agent.dongles()).values().stream()
                .filter(dongle -> dongle.agent().equals(agent.id())).toList()).values());
    }
}
