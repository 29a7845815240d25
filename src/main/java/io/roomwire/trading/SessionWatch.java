package io.roomwire.trading;

import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps this node's sessions alive, and ends those of nodes that are gone. Never blocks. */
@Singleton
final class SessionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);

    private final Sessions sessions;
    private final SessionRoles roles;
    private final Models models;
    private final Executor blocking;
    private final AtomicBoolean running = new AtomicBoolean();

    SessionWatch(Sessions sessions, SessionRoles roles, Models models,
                 @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.sessions = sessions;
        this.roles = roles;
        this.models = models;
        this.blocking = blocking;
    }

    /** Several times within the shortest validity of a claim. */
    @Scheduled(fixedDelay = "1s", initialDelay = "1s")
    void run() {
        if (running.compareAndSet(false, true)) {
            blocking.execute(() -> {
                try {
                    look();
                } finally {
                    running.set(false);
                }
            });
        }
    }

    private void look() {
        try {
            sessions.claims().forEach(sessions::renew);
            roles.listed().stream().filter(id -> !sessions.claims().containsKey(id))
                    .forEach(id -> sessions.tidy(id, () -> models.read(id)));
        } catch (EventLogUnavailable | ClaimLost later) {
            LOG.debug("looks again later: {}", later.getMessage());
        }
    }
}
