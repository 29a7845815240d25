package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a turn costs is counted, not timed: tasks of the loop, hand-overs to the kernel, flushes of connections. */
final class TurnTest {

    private static final Retention MANY = new Retention(1000, Duration.ofHours(1), Duration.ofHours(1));
    private static final int VIEWERS = 100;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final AtomicInteger sends = new AtomicInteger();
    private final Loop loop = new Loop(tasks::add, sends::incrementAndGet);
    private final Feed first = feed("first");
    private final Feed second = feed("second");
    private List<CountingSink> sinks = List.of();
    private long newest;

    @BeforeEach
    void goLive() {
        assertThat(first.settle(0)).isEqualTo(Repair.NONE);
        assertThat(second.settle(0)).isEqualTo(Repair.NONE);
        sinks = IntStream.range(0, VIEWERS).mapToObj(i -> subscribe(i % 2 == 0 ? first : second)).toList();
        sends.set(0);
        sinks.forEach(CountingSink::forget);
    }

    @Test
    void anEventIsOneTaskOneHandOverAndOneFlushForEachOfItsViewers() {
        append(first);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(sends).hasValue(1);
        assertThat(of(first)).allMatch(sink -> sink.events == 1 && sink.flushes == 1);
        assertThat(of(second)).allMatch(sink -> sink.flushes == 0);
    }

    @Test
    void whatArrivesBeforeTheTurnIsFlushedTogether() {
        append(first);
        append(first);
        append(first);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(sends).hasValue(1);
        assertThat(of(first)).allMatch(sink -> sink.events == 3 && sink.flushes == 1);
    }

    @Test
    void feedsThatWakeTogetherAreHandedOverTogether() {
        append(first);
        append(second);
        assertThat(tasks).hasSize(1);
        runTasks();
        assertThat(sends).hasValue(1);
        assertThat(sinks).allMatch(sink -> sink.events == 1 && sink.flushes == 1);
    }

    @Test
    void whoIsNotWritableCostsNothing() {
        sinks.forEach(sink -> sink.writable = false);
        append(first);
        append(first);
        runTasks();
        append(first);
        runTasks();
        assertThat(sinks).allMatch(sink -> sink.events == 0 && sink.flushes <= 1);
    }

    private List<CountingSink> of(Feed feed) {
        return sinks.stream().filter(sink -> sink.feed.equals(feed)).toList();
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private void append(Feed feed) {
        newest += 10;
        feed.onEvent(Event.of(new EventId(newest), feed.newest(), "e", "1"));
    }

    private CountingSink subscribe(Feed feed) {
        CountingSink sink = new CountingSink(feed);
        var _ = feed.subscribe(loop, sink, feed.newest());
        return sink;
    }

    private static Feed feed(String name) {
        EventLog log = unused(EventLog.class);
        Repairs repairs = new Repairs(log, unused(LiveChannel.class), new Retentions(MANY, Map.of()), new Stats());
        Ring ring = new Ring(MANY, 1_000_000, new AtomicLong(), 1_000_000);
        return new Feed(new StreamKey("topic", name), ring, event -> new FreeFrame(), repairs, log);
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            throw new AssertionError("nobody should call " + method);
        }));
    }

    /** Nobody counts its holds. */
    private record FreeFrame() implements Frame {

        @Override
        public int bytes() {
            return 1;
        }

        @Override
        public void retain() {
            // not counted
        }

        @Override
        public void release() {
            // not counted
        }
    }

    private static final class CountingSink implements Sink {

        private final Feed feed;
        private boolean writable = true;
        private int events;
        private int flushes;

        CountingSink(Feed feed) {
            this.feed = feed;
        }

        void forget() {
            events = 0;
            flushes = 0;
        }

        @Override
        public boolean writable() {
            return writable;
        }

        @Override
        public void event(Frame frame, EventId id) {
            events++;
        }

        @Override
        public void signal(Frame frame) {
            throw new AssertionError("no signal is due");
        }

        @Override
        public void reset(Reset reset) {
            throw new AssertionError("no reset is due");
        }

        @Override
        public void live() {
            // at once
        }

        @Override
        public void flush() {
            flushes++;
        }

        @Override
        public void failed(Throwable failure) {
            throw new AssertionError(failure);
        }
    }
}
