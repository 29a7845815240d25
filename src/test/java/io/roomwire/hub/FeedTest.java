package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A feed that never has to ask Redis. */
final class FeedTest {

    private static final Retention TWO = new Retention(2, Duration.ofHours(1), Duration.ofHours(1));

    private final AtomicInteger holds = new AtomicInteger();
    private final Loop loop = new Loop(Runnable::run, () -> { });
    private final Feed feed = feed();
    private long newest;

    @BeforeEach
    void goLive() {
        assertThat(feed.settle(0)).isEqualTo(Repair.NONE);
    }

    @Test
    void anAnswerThatTheRingHasMovedPastIsLateAndNoOtherBranch() {
        append();
        EventId held = feed.newest();
        append();
        EventId answer = feed.newest();
        append();
        append();
        assertThat(feed.oldest().isAfter(answer)).isTrue();
        assertThat(feed.check(held, answer)).isEqualTo(Repair.NONE);
    }

    @Test
    void anAnswerAmongTheRingsEventsThatIsNoneOfThemIsAnotherBranch() {
        append();
        EventId held = feed.newest();
        append();
        assertThat(feed.check(held, new EventId(feed.newest().value() - 1))).isEqualTo(Repair.RELOAD);
    }

    @Test
    void aSubscriberThatFailsLeavesTheOthersAlone() {
        FakeSink first = subscribe();
        FakeSink broken = subscribe();
        FakeSink last = subscribe();
        broken.breaks = true;
        append();
        broken.breaks = false;
        append();
        assertThat(first.ids).isEqualTo(last.ids).hasSize(2);
        assertThat(broken.failures).hasSize(1);
        assertThat(broken.ids).isEmpty();
    }

    @Test
    void aConnectionThatTakesItsSubscribersAlongLeavesTheOthersAlone() {
        FakeSink first = subscribe();
        FakeSink second = subscribe();
        FakeSink third = subscribe();
        third.breaks = true;
        third.takesAlong = second;
        append();
        append();
        assertThat(first.ids).hasSize(2);
        assertThat(second.ids).isEmpty();
    }

    @Test
    void framesAreHeldByTheRingAloneAndReleasedWithIt() {
        FakeSink sink = subscribe();
        for (int i = 0; i < 5; i++) {
            append();
        }
        signal();
        assertThat(sink.ids).hasSize(5);
        assertThat(holds).hasValue(2);
        sink.leave();
        signal();
        feed.close();
        assertThat(holds).hasValue(0);
    }

    @Test
    void aClientThatCannotBeWrittenToIsLeftAloneUntilItCan() {
        FakeSink sink = subscribe();
        sink.writable = false;
        append();
        append();
        assertThat(sink.ids).isEmpty();
        sink.writable = true;
        sink.subscriber().resume();
        assertThat(sink.ids).hasSize(2);
    }

    private void append() {
        EventId prev = new EventId(newest);
        newest += 10;
        feed.onEvent(Event.of(new EventId(newest), prev, "e", "1"));
    }

    private void signal() {
        feed.onEvent(Event.of(EventId.NONE, EventId.NONE, "s", "1"));
    }

    private FakeSink subscribe() {
        FakeSink sink = new FakeSink();
        sink.subscribers.add(feed.subscribe(loop, sink, feed.newest()));
        return sink;
    }

    private Feed feed() {
        EventLog log = unused(EventLog.class);
        Repairs repairs = new Repairs(log, unused(LiveChannel.class), new Retentions(TWO, Map.of()), new Stats());
        Ring ring = new Ring(TWO, 1_000_000, new AtomicLong(), 1_000_000);
        return new Feed(new StreamKey("topic", "t"), ring, event -> new FakeFrame(holds), repairs, log);
    }

    private static <T> T unused(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, args) -> {
            throw new AssertionError("nobody should call " + method);
        }));
    }

    /** Counts all holds on all frames together. */
    private record FakeFrame(AtomicInteger holds) implements Frame {

        FakeFrame {
            holds.incrementAndGet();
        }

        @Override
        public int bytes() {
            return 1;
        }

        @Override
        public void retain() {
            holds.incrementAndGet();
        }

        @Override
        public void release() {
            holds.decrementAndGet();
        }
    }

    /** Remembers what it was given. */
    private static final class FakeSink implements Sink {

        private final List<Subscriber> subscribers = new ArrayList<>();
        private final List<EventId> ids = new ArrayList<>();
        private final List<Throwable> failures = new ArrayList<>();
        private boolean writable = true;
        private boolean breaks;
        private FakeSink takesAlong = this;

        Subscriber subscriber() {
            return subscribers.getFirst();
        }

        void leave() {
            subscriber().close();
        }

        @Override
        public boolean writable() {
            return writable;
        }

        @Override
        public void event(Frame frame, EventId id) {
            if (breaks) {
                throw new IllegalStateException("broken");
            }
            ids.add(id);
        }

        @Override
        public void signal(Frame frame) {
            // not remembered
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
            // written at once
        }

        @Override
        public void failed(Throwable failure) {
            failures.add(failure);
            leave();
            takesAlong.leave();
        }
    }
}
