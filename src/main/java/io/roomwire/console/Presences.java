package io.roomwire.console;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tells which dongles can be reached. Blocks; safe for any thread. */
@Singleton
final class Presences {

    /** How often a dongle of which frames or heartbeats come is told of at most. */
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Registry registry;
    private final ConsoleLog log;
    private final Clock clock;

    /** When each dongle was told of last by this node. */
    private final ConcurrentMap<String, Instant> told = new ConcurrentHashMap<>();

    Presences(Registry registry, ConsoleLog log, Clock clock) {
        this.registry = registry;
        this.log = log;
        this.clock = clock;
    }

    /** All dongles of the agent can be reached. */
    void online(Agent agent) {
        agent.dongles().forEach(dongle -> tell(agent.id(), dongle));
    }

    /** One can be reached, as its agent has just reported. */
    void online(Dongle dongle) {
        told.put(dongle.id(), clock.instant());
        log.write(dongle, ConsoleEvent.Presence.of(dongle, true));
    }

    /** None of the agent's dongles can be reached. */
    void offline(Agent agent) {
        agent.dongles().forEach(told::remove);
        registry.dongles().find(agent.dongles()).values().stream().filter(dongle -> dongle.agent().equals(agent.id()))
                .forEach(dongle -> log.write(dongle, ConsoleEvent.Presence.of(dongle, false)));
    }

    /** The agent has given a sign of life. */
    void seen(Agent agent) {
        agent.dongles().forEach(dongle -> seen(agent.id(), dongle));
    }

    /** A dongle of the agent has given one; told of if the last time is long enough ago. */
    void seen(String agent, String dongle) {
        Instant now = clock.instant();
        boolean due = Optional.ofNullable(told.get(dongle)).filter(last -> last.plus(REFRESH).isAfter(now)).isEmpty();
        if (due) {
            tell(agent, dongle);
        }
    }

    /** A dongle that another agent serves by now is not this one's to tell of. */
    private void tell(String agent, String id) {
        Instant now = clock.instant();
        Optional<Dongle> known = registry.dongles().find(id).filter(dongle -> dongle.agent().equals(agent));
        if (known.isPresent()) {
            Dongle seen = registry.dongles().change(id, dongle -> dongle.orElse(known.get()).seen(now)).after();
            online(seen);
        }
    }
}
