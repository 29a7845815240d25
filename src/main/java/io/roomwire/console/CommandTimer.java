package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
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

    private final Commands commands;
    private final Executor blocking;
    private final Clock clock;

    /** When each command's time is over. */
    private final ConcurrentMap<String, Instant> due = new ConcurrentHashMap<>();

    CommandTimer(Commands commands, @Named(TaskExecutors.BLOCKING) Executor blocking, Clock clock) {
        this.commands = commands;
        this.blocking = blocking;
        this.clock = clock;
    }

    void watch(Command command) {
        due.put(command.id(), command.deadline());
    }

    @Scheduled(fixedDelay = "250ms", initialDelay = "250ms")
    void run() {
        Instant now = clock.instant();
        due.forEach((id, deadline) -> {
            if (!deadline.isAfter(now) && due.remove(id, deadline)) {
                blocking.execute(() -> look(id));
            }
        });
    }

    private void look(String id) {
        try {
            var _ = commands.find(id);
        } catch (EventLogUnavailable away) {
            LOG.debug("{} is looked at when it is asked for: {}", id, away.getMessage());
        }
    }
}
