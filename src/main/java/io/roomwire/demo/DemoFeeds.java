package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the feeds of the systems that want a token. The step follows from the clock and each is claimed, so that several
 * nodes play one script together.
 */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoFeeds {

    static final Duration STEP = Duration.ofSeconds(2);

    /** In steps: first calls take their time, and the node that plays the next step must not make the same again. */
    static final int PATIENCE = 3;

    private static final Logger LOG = LoggerFactory.getLogger(DemoFeeds.class);
    private static final Duration CLAIM = Duration.ofMinutes(1);

    private final List<DemoFeed> feeds;
    private final Claims claims;
    private final Clock clock;
    private final Executor blocking;
    private final AtomicLong last = new AtomicLong();

    DemoFeeds(List<DemoFeed> feeds, Claims claims, Clock clock, @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.feeds = List.copyOf(feeds);
        this.claims = claims;
        this.clock = clock;
        this.blocking = blocking;
    }

    @Scheduled(fixedRate = "250ms")
    void run() {
        long step = clock.millis() / STEP.toMillis();
        if (last.getAndSet(step) != step) {
            feeds.forEach(feed -> blocking.execute(() -> play(feed, step)));
        }
    }

    private void play(DemoFeed feed, long step) {
        try {
            StreamKey own = new StreamKey("demo", feed.name());
            if (Waiting.join(claims.take(own, "step-" + step, CLAIM)).isPresent()) {
                feed.play(step);
            }
        } catch (DemoCalls.Refused | EventLogUnavailable | CompletionException | UncheckedIOException pause) {
            LOG.debug("the demo's {} waits: {}", feed.name(), pause.getMessage());
        }
    }
}
