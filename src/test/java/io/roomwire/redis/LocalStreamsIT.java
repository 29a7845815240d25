package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.LiveChannel;
import io.roomwire.hub.LocalStreams;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of one node beside those of all, on a real Redis. */
final class LocalStreamsIT {

    private static final StreamKey LOCAL = LocalStreams.stream("overview");

    private final TestLog shared = TestLog.on(TestRedis.uri());
    private final RedisConnections redis = Connected.toTestRedis();
    private final LocalStreams streams = new LocalStreams(shared.log(), new RedisLiveChannel(redis, new Floors()));
    private final StreamKey first = new StreamKey("topic", TestRedis.freshName("local"));
    private final StreamKey second = new StreamKey("topic", TestRedis.freshName("local"));

    @AfterEach
    void close() {
        redis.close();
        shared.close();
    }

    @Test
    void keepsAnswersInTheOrderOfTheQuestion() {
        EventId one = Outcome.of(streams.append(Append.of(first, "e", "1"))).id();
        EventId two = Outcome.of(streams.append(Append.of(second, "e", "1"))).id();
        assertThat(Outcome.of(streams.newest(List.of(first, LOCAL, second)))).containsExactly(one, EventId.NONE, two);
        assertThat(Outcome.of(streams.newest(List.of(LOCAL)))).containsExactly(EventId.NONE);
        assertThat(Outcome.of(streams.newest(List.of(second, first)))).containsExactly(two, one);
    }

    @Test
    void tellsTheListenerOfSignalsAndRedisOfNothing() {
        Heard heard = new Heard();
        streams.listen(heard);
        Outcome.of(streams.subscribe(LOCAL));
        Outcome.of(streams.signal(LOCAL, "overview", "{\"n\":1}"));
        assertThat(heard.lines).containsExactly("local:overview overview {\"n\":1} signal");
        Outcome.of(streams.renew(List.of(LOCAL)));
        streams.unsubscribe(LOCAL);
        assertThat(Outcome.of(streams.read(LOCAL, EventId.NONE, 10))).isEmpty();
        assertThat(Outcome.of(streams.tail(LOCAL, 10))).isEmpty();
        assertThat(TestRedis.call("KEYS", "rw:{local:*")).isEqualTo(List.of());
    }

    @Test
    void keepsNothing() {
        assertThatThrownBy(() -> Outcome.of(streams.append(Append.of(LOCAL, "e", "1"))))
                .hasStackTraceContaining("a local stream keeps nothing");
    }

    private static final class Heard implements LiveChannel.Listener {

        private final List<String> lines = new ArrayList<>();

        @Override
        public void onEvent(StreamKey stream, Event event) {
            lines.add(stream + " " + event.name() + ' ' + event.text() + (event.isSignal() ? " signal" : ""));
        }

        @Override
        public void onDoubt(StreamKey stream) {
            lines.add("doubt");
        }
    }
}
