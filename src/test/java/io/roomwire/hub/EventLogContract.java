package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Append.Once;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event log promises. */
public abstract class EventLogContract {

    /** Keeps this many events of a stream of the system {@code few}. */
    protected static final int FEW = 5;
    /** Keeps events of a stream of the system {@code brief} so long. */
    protected static final Duration BRIEF = Duration.ofMillis(50);

    /** Long beside what a call takes, even where the machine has much else to do. */
    private static final Duration HELD = Duration.ofSeconds(2);
    private static final int BURST = 100_000;
    /** Soon answered even where the machine has much else to do. */
    private static final int IN_FLIGHT = 1_000;
    private static final int ROUNDS = 50;
    private static final int ASKING = 3;
    private static final int REPEATS = 50;

    protected abstract EventLog log();

    protected abstract Claims claims();

    protected static StreamKey fresh(String system) {
        return new StreamKey(system, TestRedis.freshName("log"));
    }

    protected Appended append(StreamKey stream, int n) {
        return Outcome.of(log().append(Append.of(stream, "e", Integer.toString(n))));
    }

    protected List<Event> all(StreamKey stream) {
        return Outcome.of(log().read(stream, EventId.NONE, Integer.MAX_VALUE));
    }

    protected List<String> texts(StreamKey stream) {
        return all(stream).stream().map(Event::text).toList();
    }

    @Test
    void readsBackWhatWasAppendedInOrder() {
        StreamKey stream = fresh("topic");
        Appended first = Outcome.of(log().append(Append.of(stream, "greeting", "{\"text\":\"Grüße 🎈\"}")));
        Appended second = Outcome.of(log().append(Append.of(stream, "e", "\"\"")));
        assertThat(all(stream)).containsExactly(
                Event.of(first.id(), EventId.NONE, "greeting", "{\"text\":\"Grüße 🎈\"}"),
                Event.of(second.id(), first.id(), "e", "\"\""));
    }

    @Test
    void readsFromAnEventOnItselfIncluded() {
        StreamKey stream = fresh("topic");
        List<EventId> ids = IntStream.range(0, 5).mapToObj(n -> append(stream, n).id()).toList();
        assertThat(Outcome.of(log().read(stream, ids.get(2), 2))).extracting(Event::text).containsExactly("2", "3");
        assertThat(Outcome.of(log().read(stream, new EventId(ids.get(2).value() + 1), 9)))
                .extracting(Event::text).containsExactly("3", "4");
    }

    @Test
    void readsTheNewestOldestFirst() {
        StreamKey stream = fresh("topic");
        IntStream.range(0, 5).forEach(n -> append(stream, n));
        assertThat(Outcome.of(log().tail(stream, 2))).extracting(Event::text).containsExactly("3", "4");
    }

    @Test
    void idsGrowAndChainUnderAPipelinedBurst() {
        StreamKey stream = fresh("topic");
        EventId last = EventId.NONE;
        for (int sent = 0; sent < BURST; sent += IN_FLIGHT) {
            List<CompletionStage<Appended>> flight = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                flight.add(log().append(Append.of(stream, "e", "1")));
            }
            for (CompletionStage<Appended> stage : flight) {
                Appended appended = Outcome.of(stage);
                assertThat(appended.prev()).isEqualTo(last);
                assertThat(appended.id().isAfter(last)).isTrue();
                last = appended.id();
            }
        }
        assertThat(Outcome.of(log().newest(List.of(stream)))).containsExactly(last);
    }

    @Test
    void keepsTheOrderOfOneCallerWhileAnotherAsks() throws InterruptedException {
        StreamKey stream = fresh("topic");
        StreamKey other = fresh("topic");
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> asking = IntStream.range(0, ASKING).mapToObj(i -> Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                IntStream.range(0, REPEATS).mapToObj(n -> log().newest(List.of(other))).toList().forEach(Outcome::of);
            }
        })).toList();
        try {
            assertChained(stream);
        } finally {
            done.set(true);
            for (Thread thread : asking) {
                thread.join();
            }
        }
    }

    private void assertChained(StreamKey stream) {
        EventId last = EventId.NONE;
        for (int round = 0; round < ROUNDS; round++) {
            List<CompletionStage<Appended>> flight = IntStream.range(0, IN_FLIGHT)
                    .mapToObj(i -> log().append(Append.of(stream, "e", "1"))).toList();
            for (CompletionStage<Appended> stage : flight) {
                assertThat(Outcome.of(stage).prev()).isEqualTo(last);
                last = Outcome.of(stage).id();
            }
        }
    }

    @Test
    void stampsTheDataWithTheEventsId() {
        StreamKey stream = fresh("topic");
        Appended appended = Outcome.of(log().append(Append.of(stream, "e", "{\"text\":\"%d\"}").stamped("seq")));
        assertThat(texts(stream)).containsExactly("{\"seq\":" + appended.id() + ",\"text\":\"%d\"}");
    }

    @Test
    void numbersEntriesWithoutHolesThoughRepeatsAreAsked() {
        StreamKey stream = fresh("few");
        for (int n = 1; n <= FEW * 2; n++) {
            Append append = Append.of(stream, "e", "{}").recording(HistoryRecord.numbered("chat", "{}", 1000))
                    .once(new Once("key-" + n, ByteBuffer.wrap(new byte[] {1})));
            assertThat(Outcome.of(log().append(append)).number()).isEqualTo(n);
            assertThat(Outcome.of(log().append(append)).duplicate()).isTrue();
        }
    }

    @Test
    void appendsNothingFromTheDeadlineOn() {
        StreamKey stream = fresh("topic");
        Appended first = append(stream, 1);
        Instant redisTime = Instant.EPOCH.plus(first.id().value(), ChronoUnit.MICROS);
        assertThatThrownBy(() -> Outcome.of(log().append(Append.of(stream, "e", "2").before(redisTime))))
                .isInstanceOf(ClaimLost.class);
        Outcome.of(log().append(Append.of(stream, "e", "3").before(redisTime.plusSeconds(60))));
        assertThat(texts(stream)).containsExactly("1", "3");
    }

    @Test
    void keepsTheNewestEventsByCount() {
        StreamKey stream = fresh("few");
        IntStream.range(0, FEW * 2).forEach(n -> append(stream, n));
        assertThat(texts(stream)).containsExactly("5", "6", "7", "8", "9");
    }

    @Test
    void forgetsByAgeWhenTheNextIsAppended() {
        StreamKey stream = fresh("brief");
        append(stream, 1);
        await().pollDelay(BRIEF).until(() -> {
            append(stream, 2);
            return !texts(stream).contains("1");
        });
    }

    @Test
    void keepsTheNewestEventHoweverOld() {
        StreamKey stream = fresh("brief");
        EventId kept = append(stream, 1).id();
        await().pollDelay(BRIEF.multipliedBy(2)).until(() -> texts(stream).equals(List.of("1")));
        assertThat(append(stream, 2).prev()).isEqualTo(kept);
    }

    @Test
    void concurrentRepeatsAppendOnce() {
        StreamKey stream = fresh("topic");
        Append append = Append.of(stream, "e", "1").once(once("key", "body"));
        List<CompletionStage<Appended>> repeats = IntStream.range(0, REPEATS)
                .mapToObj(i -> log().append(append)).toList();
        List<Appended> answers = repeats.stream().map(Outcome::of).toList();
        assertThat(answers).extracting(Appended::id).containsOnly(answers.getFirst().id());
        assertThat(answers).extracting(Appended::prev).containsOnly(EventId.NONE);
        assertThat(answers).filteredOn(answer -> !answer.duplicate()).hasSize(1);
        assertThat(texts(stream)).containsExactly("1");
    }

    @Test
    void aRepeatIsAnsweredAsTheFirstTimeThoughOthersCameBetween() {
        StreamKey stream = fresh("topic");
        append(stream, 0);
        Append append = Append.of(stream, "e", "1").once(once("key", "body"));
        Appended first = Outcome.of(log().append(append));
        append(stream, 2);
        assertThat(Outcome.of(log().append(append))).isEqualTo(new Appended(first.id(), first.prev(), true, 0));
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        StreamKey stream = fresh("topic");
        Append append = Append.of(stream, "e", "1");
        Outcome.of(log().append(append.once(once("key", "body"))));
        assertThatThrownBy(() -> Outcome.of(log().append(append.once(once("key", "other")))))
                .isInstanceOf(IdempotencyMismatch.class);
        assertThat(texts(stream)).containsExactly("1");
    }

    @Test
    void anIdempotencyKeyBelongsToItsStream() {
        StreamKey stream = fresh("topic");
        Outcome.of(log().append(Append.of(fresh("topic"), "e", "1").once(once("key", "body"))));
        Outcome.of(log().append(Append.of(stream, "e", "1").once(once("key", "other"))));
        assertThat(texts(stream)).containsExactly("1");
    }

    @Test
    void oneHoldsARoleUntilItRunsOut() {
        StreamKey stream = fresh("topic");
        assertThat(Outcome.of(claims().take(stream, "packet", HELD))).isPresent();
        assertThat(Outcome.of(claims().take(stream, "packet", HELD))).isEmpty();
        assertThat(Outcome.of(claims().take(stream, "other", HELD))).isPresent();
        await().until(() -> Outcome.of(claims().take(stream, "packet", BRIEF)).isPresent());
    }

    @Test
    void appendsUnderAClaimOnlyWhileItIsValid() {
        StreamKey stream = fresh("topic");
        Claim first = Outcome.of(claims().take(stream, "packet", Duration.ofMinutes(1))).orElseThrow();
        Outcome.of(log().append(Append.of(stream, "e", "1").under(first)));
        Claim passed = new Claim(stream, "packet", "the token of somebody before");
        assertThatThrownBy(() -> Outcome.of(log().append(Append.of(stream, "e", "2").under(passed))))
                .isInstanceOf(ClaimLost.class);
        assertThat(texts(stream)).containsExactly("1");
    }

    @Test
    void refusesAnAppendUnderAClaimThatRanOut() {
        StreamKey stream = fresh("topic");
        Claim claim = Outcome.of(claims().take(stream, "packet", BRIEF)).orElseThrow();
        await().until(() -> Outcome.of(claims().take(stream, "packet", BRIEF)).isPresent());
        assertThatThrownBy(() -> Outcome.of(log().append(Append.of(stream, "e", "1").under(claim))))
                .isInstanceOf(ClaimLost.class);
        assertThat(all(stream)).isEmpty();
    }

    @Test
    void aRepeatIsAnsweredThoughItsClaimHasPassed() {
        StreamKey stream = fresh("topic");
        Claim claim = Outcome.of(claims().take(stream, "packet", BRIEF)).orElseThrow();
        Append append = Append.of(stream, "e", "1").once(once("key", "body")).under(claim);
        Appended first = Outcome.of(log().append(append));
        await().until(() -> Outcome.of(claims().take(stream, "packet", BRIEF)).isPresent());
        assertThat(Outcome.of(log().append(append)).id()).isEqualTo(first.id());
    }

    @Test
    void aSignalIsNotKept() {
        StreamKey stream = fresh("topic");
        Outcome.of(log().signal(stream, "typing", "{}"));
        assertThat(all(stream)).isEmpty();
    }

    @Test
    void tellsTheNewestOfSeveralStreams() {
        StreamKey one = fresh("topic");
        StreamKey none = fresh("topic");
        StreamKey two = fresh("topic");
        EventId first = append(one, 1).id();
        EventId second = append(two, 1).id();
        assertThat(Outcome.of(log().newest(List.of(one, none, two)))).containsExactly(first, EventId.NONE, second);
    }

    @Test
    void carriesItsIdempotencyKeyItsClaimAndItsRecordsTogether() {
        StreamKey stream = fresh("topic");
        Claim claim = Outcome.of(claims().take(stream, "packet", Duration.ofMinutes(1))).orElseThrow();
        Appended appended = Outcome.of(log().append(Append.of(stream, "e", "1").once(once("key", "body")).under(claim)
                .recording(new HistoryRecord("chat", "{}", 10), new HistoryRecord("audit", "{}", 10))));
        assertThat(all(stream)).extracting(Event::id).containsExactly(appended.id());
    }

    private static Once once(String key, String body) {
        return new Once(key, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }
}
