package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.console.RelayFrame;
import io.roomwire.console.RelayLane;
import io.roomwire.console.RelayLog;
import io.roomwire.console.RelaySettings;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Each lane as a Redis Stream whose entry ids are numbers and times, and a hash of what is known of it. */
@Singleton
final class RedisRelayLog implements RelayLog {

    private static final int FIRST_FIELDS = 7;
    private static final int FIELDS_PER_FRAME = 3;

    private final RedisConnections redis;
    private final Floors floors;
    private final NodeName node;
    private final RelaySettings bounds;
    private final Clock clock;
    private final AtomicLong batches = new AtomicLong();
    private final Script store = Script.named("relay-store");
    private final Script attach = Script.named("relay-attach");
    private final Script read = Script.named("relay-read");

    RedisRelayLog(RedisConnections redis, Floors floors, NodeName node, RelaySettings bounds, Clock clock) {
        this.redis = redis;
        this.floors = floors;
        this.node = node;
        this.bounds = bounds;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Kept> store(RelayLane lane, List<RelayFrame> frames) {
        List<String> keys = List.of(frames(lane), known(lane));
        List<Object> arguments = new ArrayList<>(FIRST_FIELDS + FIELDS_PER_FRAME * frames.size());
        arguments.addAll(List.of(bounds.frames(), bounds.age().toMillis(), floors.of(numbers(lane)),
                node.text(), batches.incrementAndGet(), TimeUnit.MILLISECONDS.toMicros(clock.millis()), wakeUp(lane)));
        for (RelayFrame frame : frames) {
            arguments.addAll(List.of(frame.dongleId(), frame.targetDongleId(), frame.frame()));
        }
        return store.run(redis, keys, arguments).thenApply(answer -> kept(lane, answer));
    }

    private static String wakeUp(RelayLane lane) {
        return new String(LiveMessage.signal(lane.direction().wire(), "{}"), UTF_8);
    }

    private Kept kept(RelayLane lane, List<Object> answer) {
        if (answer.size() == 1) {
            throw new EventLogUnavailable(new IllegalStateException("a later batch is stored already"));
        }
        saw(lane, number(answer.getFirst()));
        return new Kept((Long) answer.get(1), (Long) answer.get(2));
    }

    @Override
    public CompletionStage<Optional<Hold>> attach(RelayLane lane, Duration age, long after) {
        List<?> arguments = List.of(TimeUnit.NANOSECONDS.toMicros(age.toNanos()), after);
        return attach.run(redis, List.of(known(lane)), arguments).thenApply(answer -> answer.size() == 1
                ? Optional.empty()
                : Optional.of(new Hold(number(answer.get(0)), number(answer.get(1)), number(answer.get(2)),
                        text(answer.get(3)).equals("message"))));
    }

    @Override
    public CompletionStage<Optional<List<Stored>>> read(RelayLane lane, Reading reading, int limit) {
        List<?> arguments = List.of(reading.epoch(), reading.acknowledged(), reading.explicit() ? "message" : "pong",
                reading.position(), limit);
        return read.run(redis, List.of(frames(lane), known(lane)), arguments)
                .thenApply(answer -> answer.size() == 1 ? Optional.empty() : Optional.of(page(lane, answer.get(1))));
    }

    private List<Stored> page(RelayLane lane, Object entries) {
        List<Stored> page = ((List<?>) entries).stream().map(entry -> stored((List<?>) entry)).toList();
        if (!page.isEmpty()) {
            saw(lane, page.getLast().seq());
        }
        return page;
    }

    /** An entry is {@code [<seq>-<ms>, [dongle, d1, target, d2, frame, {...}]]}. */
    private static Stored stored(List<?> entry) {
        String id = text(entry.get(0));
        List<?> fields = (List<?>) entry.get(1);
        return new Stored(Long.parseLong(id, 0, id.indexOf('-'), 10),
                new RelayFrame(text(fields.get(1)), text(fields.get(3)), text(fields.get(5))));
    }

    private void saw(RelayLane lane, long seq) {
        floors.saw(numbers(lane), new EventId(seq));
    }

    private static StreamKey numbers(RelayLane lane) {
        return new StreamKey(lane.stream().system(), lane.toString());
    }

    private static String frames(RelayLane lane) {
        return RedisKeys.of(lane.stream(), lane.direction().wire());
    }

    private static String known(RelayLane lane) {
        return RedisKeys.of(lane.stream(), lane.direction().wire() + ":known");
    }

    private static long number(Object bytes) {
        return Long.parseLong(text(bytes));
    }

    private static String text(Object bytes) {
        return new String((byte[]) bytes, UTF_8);
    }
}
