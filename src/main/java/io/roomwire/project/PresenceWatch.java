package io.roomwire.project;

import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.project.ProjectPeople.Gone;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices when a user's lease has run out in a project that is watched here. All nodes with viewers look, and the one
 * that takes the lease away tells all. Safe for any thread, never blocks.
 *
 * <p>No lease is shorter than the pause between two looks at a project without leases, so that each is seen in time;
 * how long the next one lasts is learnt from the look before.
 */
@Singleton
final class PresenceWatch {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceWatch.class);
    private static final Duration GRAIN = Duration.ofMillis(250);

    private final Hub hub;
    private final ProjectPeople people;
    private final PresenceNews news;
    private final Duration pause;
    private final Clock clock;
    /** When each watched project is looked at next. */
    private final ConcurrentMap<StreamKey, Instant> due = new ConcurrentHashMap<>();

    PresenceWatch(Hub hub, ProjectPeople people, PresenceNews news, ProjectSettings settings, Clock clock) {
        this.hub = hub;
        this.people = people;
        this.news = news;
        this.pause = settings.typing().compareTo(settings.presence()) < 0 ? settings.typing() : settings.presence();
        this.clock = clock;
    }

    @EventListener
    void begin(ServerStartupEvent start) {
        hub.whileWatched("project", GRAIN, this::run);
    }

    private void run(List<StreamKey> watched) {
        due.keySet().retainAll(Set.copyOf(watched));
        Instant now = clock.instant();
        for (StreamKey project : watched) {
            if (!due.getOrDefault(project, now).isAfter(now)) {
                due.put(project, now.plus(pause));
                var _ = look(project).whenComplete(PresenceWatch::log);
            }
        }
    }

    private CompletionStage<Void> look(StreamKey project) {
        return people.expire(project).thenCompose(gone -> {
            gone.next().filter(next -> next.compareTo(pause) < 0)
                    .ifPresent(next -> due.replace(project, clock.instant().plus(next)));
            return tell(project, gone);
        });
    }

    private CompletionStage<Void> tell(StreamKey project, Gone gone) {
        Instant now = clock.instant();
        return CompletableFuture.allOf(Stream.concat(
                gone.stoppedTyping().stream().map(user -> news.typing(project, user, false, now)),
                gone.left().stream().map(user -> news.left(project, user, now)))
                .map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** After a failure the leases wait in Redis for the next look. */
    private static void log(@Nullable Void done, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("nobody was looked for: {}", failure.getMessage());
        }
    }
}
