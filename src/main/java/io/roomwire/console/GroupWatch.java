package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Rounds;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, once a second, after the groups for which this node takes frames in or brings them out. Safe for any thread,
 * never blocks.
 */
@Singleton
final class GroupWatch {

    private static final Logger LOG = LoggerFactory.getLogger(GroupWatch.class);
    /** How long a group is looked after when nothing happens any more. */
    private static final Duration LINGER = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final GroupHealth health;
    private final Executor blocking;
    private final Clock clock;
    private final Rounds rounds;

    /** Until when each group is looked after. */
    private final ConcurrentMap<String, Instant> until = new ConcurrentHashMap<>();

    GroupWatch(GroupHealth health, @Named(TaskExecutors.BLOCKING) Executor blocking, Clock clock) {
        this.health = health;
        this.blocking = blocking;
        this.clock = clock;
        this.rounds = new Rounds(PAUSE, blocking, this::run);
    }

    /** Frames came from that side; the first after a while is looked after at once. */
    void sent(Seat from) {
        if (mark(from.group().id())) {
            blocking.execute(() -> look(from.group().id()));
        }
    }

    /** Frames go to that side. */
    void attached(Seat to) {
        var _ = mark(to.group().id());
    }

    /** True where it was not looked after. */
    private boolean mark(String group) {
        boolean fresh = until.put(group, clock.instant().plus(LINGER)) == null;
        rounds.begin();
        return fresh;
    }

    private boolean run() {
        Instant now = clock.instant();
        until.forEach((group, end) -> {
            if (now.isAfter(end) && !health.isUnsettled(group)) {
                until.remove(group, end);
            } else {
                blocking.execute(() -> look(group));
            }
        });
        return !until.isEmpty();
    }

    private void look(String group) {
        try {
            health.look(group);
        } catch (EventLogUnavailable away) {
            LOG.debug("{} is looked after later: {}", group, Optional.ofNullable(away.getMessage()).orElse(""));
        } catch (RuntimeException failure) {
            LOG.warn("{} is not looked after", group, failure);
        }
    }
}
