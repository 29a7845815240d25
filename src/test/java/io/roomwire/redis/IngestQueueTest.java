package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.redis.IngestQueue.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class IngestQueueTest {

    private static final Instant DEADLINE = Instant.ofEpochSecond(1_760_000_000);
    private static final Appended DONE = new Appended(new EventId(1), EventId.NONE, false, 0);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Append> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<CompletableFuture<Appended>> answers = Collections.synchronizedList(new ArrayList<>());
    private final IngestQueue queue = new IngestQueue(this::append, () -> DEADLINE, new IngestMetrics(registry));
    private final AtomicInteger reads = new AtomicInteger();

    @Test
    void appendsNothingFromTheEndOfTheRightOn() {
        offer("a", "1");
        await().until(() -> asked.size() == 1);
        assertThat(asked.getFirst().deadline()).contains(DEADLINE);
        answer(0);
        queue.close();
    }

    @Test
    void waitsForAStreamsLineBeforeTheNextOfTheSameStreamButNotOfOthers() {
        offer("a", "1");
        offer("b", "2");
        offer("a", "3");
        offer("c", "4");
        await().until(() -> asked.size() == 2);
        assertThat(data()).containsExactly("1", "2");
        answer(0);
        await().until(() -> asked.size() == 4);
        assertThat(data()).containsExactly("1", "2", "3", "4");
        IntStream.range(1, 4).forEach(this::answer);
        queue.close();
    }

    @Test
    void finishesWhatWaitsBeforeItCloses() {
        IntStream.range(0, 5).forEach(n -> offer("s" + n, Integer.toString(n)));
        Thread closing = Thread.ofVirtual().start(queue::close);
        await().until(() -> asked.size() == 5);
        assertThat(closing.isAlive()).isTrue();
        IntStream.range(0, 5).forEach(this::answer);
        await().until(() -> !closing.isAlive());
        assertThat(lost("refused") + lost("unavailable")).isZero();
    }

    @Test
    void countsWhatIsNotAppendedAndGoesOn() {
        offer("a", "1");
        await().until(() -> asked.size() == 1);
        answers.get(0).completeExceptionally(new ClaimLost());
        offer("a", "2");
        await().until(() -> asked.size() == 2);
        answers.get(1).completeExceptionally(new EventLogUnavailable(new IllegalStateException("away")));
        offer("a", "fault");
        offer("a", "skip");
        offer("a", "3");
        await().until(() -> asked.size() == 3);
        answer(2);
        queue.close();
        assertThat(List.of(lost("refused"), lost("unavailable"), lost("failed"), lost("full")))
                .containsExactly(1.0, 1.0, 1.0, 0.0);
    }

    @Test
    void readsAMessageAgainWhenRedisWasAway() {
        offer("a", "away");
        await().until(() -> asked.size() == 1);
        assertThat(reads).hasValue(3);
        answer(0);
        queue.close();
    }

    @Test
    void dropsAndCountsWhatItCannotHold() {
        IntStream.range(0, 10_100).forEach(n -> offer("a", "x"));
        assertThat(lost("full")).isBetween(90.0, 100.0);
        offer("a", "x".repeat(33 << 20));
        assertThat(lost("full")).isBetween(91.0, 101.0);
        queue.close();
    }

    private void offer(String channel, String text) {
        queue.offer(new Message("*", text.length(), () -> read(channel, text)));
    }

    private CompletionStage<Appended> append(Append append) {
        CompletableFuture<Appended> answer = new CompletableFuture<>();
        answers.add(answer);
        asked.add(append);
        return answer;
    }

    private void answer(int index) {
        answers.get(index).complete(DONE);
    }

    private List<String> data() {
        return List.copyOf(asked).stream().map(append -> UTF_8.decode(append.data().duplicate()).toString()).toList();
    }

    private double lost(String reason) {
        return registry.get("roomwire.ingest.lost").tag("reason", reason).counter().count();
    }

    /** Asks to append the text to the stream of the channel's name. */
    private Optional<Append> read(String channel, String text) {
        if (text.equals("fault")) {
            throw new IllegalStateException("a fault of the program, on purpose");
        }
        if (text.equals("away") && reads.incrementAndGet() < 3) {
            throw new EventLogUnavailable(new IllegalStateException("away"));
        }
        return text.equals("skip") ? Optional.empty()
                : Optional.of(Append.of(new StreamKey("test", channel), "e", text));
    }
}
