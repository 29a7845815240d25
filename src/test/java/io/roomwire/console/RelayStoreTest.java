package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.roomwire.console.RelayLog.Hold;
import io.roomwire.console.RelayLog.Kept;
import io.roomwire.console.RelayLog.Reading;
import io.roomwire.console.RelayLog.Stored;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.testkit.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class RelayStoreTest {

    private static final RelayLane LANE = new RelayLane("g1", RelayDirection.A_TO_B);
    private static final RelayLane OTHER = new RelayLane("g1", RelayDirection.B_TO_A);

    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final SlowLog log = new SlowLog();
    private final RelayStore store = new RelayStore(log, new RelayMetrics(registry, InstantSource.system()));

    @Test
    void oneWriteAtATimeTakesWhatHasGatheredInOrder() {
        CompletionStage<Void> first = store.accept(LANE, frames(0, 3));
        CompletionStage<Void> second = store.accept(LANE, frames(3, 4));
        CompletionStage<Void> third = store.accept(LANE, frames(4, 6));
        assertThat(log.asked).containsExactly(frames(0, 3));
        log.answer(new Kept(3, 0));
        assertThat(first).isCompleted();
        assertThat(second).isNotCompleted();
        assertThat(log.asked).containsExactly(frames(0, 3), frames(3, 6));
        log.answer(new Kept(6, 0));
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
        assertThat(store.lanes()).isZero();
        assertThat(registry.counter("roomwire.relay.stored").count()).isEqualTo(6);
    }

    @Test
    void lanesDoNotWaitForOneAnother() {
        var _ = store.accept(LANE, frames(0, 1));
        var _ = store.accept(OTHER, frames(1, 2));
        assertThat(log.asked).containsExactly(frames(0, 1), frames(1, 2));
    }

    @Test
    void aWriteThatFailsFailsItsBatchesAndTheNextGoesOn() {
        CompletionStage<Void> first = store.accept(LANE, frames(0, 1));
        CompletionStage<Void> second = store.accept(LANE, frames(1, 2));
        log.fail();
        assertThatThrownBy(() -> Outcome.of(first)).isInstanceOf(EventLogUnavailable.class);
        log.answer(new Kept(1, 0));
        assertThat(second).isCompleted();
        assertThat(registry.counter("roomwire.relay.stored").count()).isEqualTo(1);
    }

    @Test
    void aWriteIsNoLargerThanItsBoundUnlessOneBatchIs() {
        var _ = store.accept(LANE, frames(0, 1));
        var _ = store.accept(LANE, frames(1, 2));
        var _ = store.accept(LANE, frames(2, 2 + RelayQueue.WRITE));
        var _ = store.accept(LANE, frames(0, 2 * RelayQueue.WRITE));
        for (int write = 0; write < 3; write++) {
            log.answer(new Kept(1, 0));
        }
        assertThat(log.asked).extracting(List::size).containsExactly(1, 1, RelayQueue.WRITE, 2 * RelayQueue.WRITE);
    }

    @Test
    void tooManyFramesThatWaitAreRefusedAtOnce() {
        var _ = store.accept(LANE, frames(0, 1));
        CompletionStage<Void> waits = store.accept(LANE, frames(0, RelayQueue.MOST));
        CompletionStage<Void> refused = store.accept(LANE, frames(0, 1));
        assertThatThrownBy(() -> Outcome.of(refused)).isInstanceOf(EventLogUnavailable.class);
        log.answer(new Kept(1, 0));
        log.answer(new Kept(1, 0));
        assertThat(waits).isCompleted();
        assertThat(store.lanes()).isZero();
    }

    @Test
    void nothingIsAskedToStoreNothing() {
        assertThat(store.accept(LANE, List.of())).isCompleted();
        assertThat(log.asked).isEmpty();
    }

    @Test
    void droppedFramesAreCounted() {
        var _ = store.accept(LANE, frames(0, 1));
        log.answer(new Kept(1, 7));
        var _ = store.backlog(LANE);
        log.answer(new Kept(1, 2));
        assertThat(registry.counter("roomwire.relay.dropped").count()).isEqualTo(9);
    }

    private static List<RelayFrame> frames(int from, int to) {
        List<RelayFrame> frames = new ArrayList<>();
        for (int n = from; n < to; n++) {
            frames.add(new RelayFrame("da", "db", "{\"n\":" + n + "}"));
        }
        return frames;
    }

    /** Answers when it is told to, in the order of the questions. */
    private static final class SlowLog implements RelayLog {

        private final List<List<RelayFrame>> asked = new ArrayList<>();
        private final List<CompletableFuture<Kept>> open = new ArrayList<>();

        void answer(Kept kept) {
            open.removeFirst().complete(kept);
        }

        void fail() {
            open.removeFirst().completeExceptionally(new EventLogUnavailable(new IllegalStateException("away")));
        }

        @Override
        public CompletionStage<Kept> store(RelayLane lane, List<RelayFrame> frames) {
            CompletableFuture<Kept> answer = new CompletableFuture<>();
            asked.add(frames);
            open.add(answer);
            return answer;
        }

        @Override
        public CompletionStage<Optional<Hold>> attach(RelayLane lane, Duration age, long after) {
            throw new IllegalStateException("not asked for");
        }

        @Override
        public CompletionStage<Optional<List<Stored>>> read(RelayLane lane, Reading reading, int limit) {
            throw new IllegalStateException("not asked for");
        }
    }
}
