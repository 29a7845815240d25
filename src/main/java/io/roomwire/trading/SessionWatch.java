package io.roomwire.trading;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this node's sessions alive, and ends those of nodes that are gone. Never blocks.
 *
 * <p>While no session is listed anywhere it looks seldom, but more than once within the validity of a claim: so one that
 * begins after such a look is seen, and renewed if it is played here, well before its claim runs out.
 */
@Singleton
final class SessionWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SessionWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LOOKS_PER_CLAIM = 2;

    private final Sessions sessions;
    private final SessionRoles roles;
    private final Models models;
    private final Executor blocking;
    private final Duration seldom;

    SessionWatch(Sessions sessions, SessionRoles roles, Models models,
                 @Named(TaskExecutors.BLOCKING) Executor blocking, TradingSettings settings) {
        this.sessions = sessions;
        this.roles = roles;
        this.models = models;
        this.blocking = blocking;
        this.seldom = settings.claim().dividedBy(LOOKS_PER_CLAIM);
    }

    @EventListener
    void begin(ServerStartupEvent start) {
        lookIn(PAUSE);
    }

    /** Ends with the executor. */
    private void lookIn(Duration pause) {
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, blocking).execute(() -> {
            boolean listed = true;
            try {
                listed = look();
            } catch (EventLogUnavailable | ClaimLost later) {
                LOG.debug("looks again later: {}", later.getMessage());
            } catch (RuntimeException failure) {
                LOG.error("sessions are not looked after", failure);
            }
            lookIn(listed ? PAUSE : seldom);
        });
    }

    /** Whether there are any sessions. */
    private boolean look() {
        sessions.claims().forEach(sessions::renew);
        List<Long> listed = roles.listed();
        listed.stream().filter(id -> !sessions.claims().containsKey(id))
                .forEach(id -> sessions.tidy(id, () -> models.read(id)));
        return !listed.isEmpty() || !sessions.claims().isEmpty();
    }
}
