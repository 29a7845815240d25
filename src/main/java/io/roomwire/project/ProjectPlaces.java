package io.roomwire.project;

import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.access.Leases.Lease;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The places for streams that each user has in the whole cluster. Safe for any thread, never blocks. */
@Singleton
final class ProjectPlaces {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectPlaces.class);
    private static final Lease NONE = () -> { };
    /** How often it is asked whether a connection that is being replaced has given up its place: for three seconds. */
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final int ATTEMPTS = 15;

    private final Leases leases;
    private final int most;

    ProjectPlaces(Leases leases, ProjectSettings settings) {
        this.leases = leases;
        this.most = settings.streams();
    }

    /**
     * Takes a place; while Redis is away none is needed.
     *
     * @param seat of a client that names itself: it may have the place of its own older connection
     * @return fails with {@link LeaseLimit}
     */
    CompletionStage<Lease> take(String user, Optional<ProjectSeat> seat) {
        return take(user).exceptionallyCompose(failure ->
                Waiting.cause(failure) instanceof LeaseLimit && seat.isPresent()
                ? seat.get().announce().handle((told, silence) -> ATTEMPTS).thenCompose(left -> again(user, left))
                : CompletableFuture.failedStage(Waiting.cause(failure)));
    }

    /** Fails with {@link LeaseLimit} where there is none. */
    CompletionStage<Void> look(String user) {
        return take(user).thenAccept(Lease::release);
    }

    private CompletionStage<Lease> again(String user, int attempts) {
        return CompletableFuture.runAsync(() -> { },
                        CompletableFuture.delayedExecutor(WAIT.toMillis(), TimeUnit.MILLISECONDS))
                .thenCompose(waited -> take(user))
                .exceptionallyCompose(failure -> Waiting.cause(failure) instanceof LeaseLimit && attempts > 1
                        ? again(user, attempts - 1) : CompletableFuture.failedStage(Waiting.cause(failure)));
    }

    private CompletionStage<Lease> take(String user) {
        return leases.take(ProjectNames.connections(user).toString(), most).exceptionallyCompose(failure -> {
            if (Waiting.cause(failure) instanceof EventLogUnavailable) {
                LOG.debug("a stream is opened without a place: {}", failure.getMessage());
                return CompletableFuture.completedStage(NONE);
            }
            return CompletableFuture.failedStage(Waiting.cause(failure));
        });
    }
}
