package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.Feed;
import io.roomwire.hub.FeedSettings;
import io.roomwire.hub.Frame;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LiveChannel;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** A feed greets nobody before it is certain to hear what comes next. */
final class FeedStartIT {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Retention RETENTION = new Retention(1000, NEVER, NEVER);
    private static final Retentions RETENTIONS = new Retentions(RETENTION, Map.of());

    private final StreamKey stream = new StreamKey("topic", "start-" + UUID.randomUUID());

    @Test
    void holdsWhatWasAppendedUntilItsSubscriptionWasConfirmed() {
        try (RedisConnections redis = new RedisConnections(new RedisSettings(TestRedis.uri()))) {
            redis.connect();
            Floors floors = new Floors();
            EventLog log = new RedisEventLog(redis, RETENTIONS, floors, new Random(1));
            HeldBack live = new HeldBack(new RedisLiveChannel(redis, floors));
            try (Hub hub = hub(log, live)) {
                Feed feed = hub.acquire(stream);
                EventId last = append(log, 50);
                assertThat(feed.live().toCompletableFuture()).isNotDone();
                live.gate.complete(null);
                Outcome.of(feed.live());
                assertThat(feed.newest()).isEqualTo(last);
            }
        }
    }

    private static Hub hub(EventLog log, LiveChannel live) {
        FeedSettings settings = new FeedSettings(1000, NEVER, 1 << 20, 1 << 20, NEVER, NEVER, NEVER);
        Hub hub = new Hub(new Hub.Ports(log, live), RETENTIONS, settings, event -> new Unheld(), new Stats());
        live.listen(hub);
        return hub;
    }

    private EventId append(EventLog log, int count) {
        EventId last = EventId.NONE;
        for (int i = 0; i < count; i++) {
            last = Outcome.of(log.append(Append.of(stream, "e", "1"))).id();
        }
        return last;
    }

    /** The real channel, but its subscriptions wait for the test. */
    private static final class HeldBack implements LiveChannel {

        private final CompletableFuture<Void> gate = new CompletableFuture<>();
        private final LiveChannel real;

        HeldBack(LiveChannel real) {
            this.real = real;
        }

        @Override
        public CompletionStage<Void> subscribe(StreamKey key) {
            return gate.thenCompose(open -> real.subscribe(key));
        }

        @Override
        public void unsubscribe(StreamKey key) {
            real.unsubscribe(key);
        }

        @Override
        public List<StreamKey> probes(StreamKey own) {
            return real.probes(own);
        }

        @Override
        public void reconnect() {
            real.reconnect();
        }

        @Override
        public void listen(Listener listener) {
            real.listen(listener);
        }
    }

    /** Nobody reads it here. */
    private static final class Unheld implements Frame {

        @Override
        public int bytes() {
            return 1;
        }

        @Override
        public void retain() {
            // nothing to count
        }

        @Override
        public void release() {
            // nothing to count
        }
    }
}
