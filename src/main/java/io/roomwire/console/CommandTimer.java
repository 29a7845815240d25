package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Rounds;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the commands that this node has sent when their time is over, so that consoles are told. Where the node
 * died, whoever asks for the command finds it ended. Safe for any thread, never blocks.
 */
@Singleton
final class CommandTimer {

    private static final Logger LOG = LoggerFactory.getLogger(CommandTimer.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Commands commands;
    private final Executor blocking;
    private final Clock clock;
    private final Rounds rounds;

    /** When each command's time is over. */
    private final ConcurrentMap<String, Instant> due = new ConcurrentHashMap<>();

    CommandTimer(Commands commands, @Named(TaskExecutors.BLOCKING) Executor blocking, Clock clock) {
        this.commands = commands;
        this.blocking = blocking;
        this.clock = clock;
        this.rounds = new Rounds(PAUSE, blocking, this::run);
    }

    void watch(Command command) {
        due.put(command.id(), command.deadline());
        rounds.begin();
    }

    private boolean run() {
        Instant now = clock.instant();
        due.forEach((id, deadline) -> {
            if (!deadline.isAfter(now) && due.remove(id, deadline)) {
                blocking.execute(() -> look(id));
            }
        });
        return !due.isEmpty();
    }

    private void look(String id) {
        try {
            var _ = commands.find(id);
        } catch (EventLogUnavailable away) {
            LOG.debug("{} is looked at when it is asked for: {}", id, away.getMessage());
        }
    }
}
