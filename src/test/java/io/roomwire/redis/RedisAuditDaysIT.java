package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.room.AuditDays.Batch;
import io.roomwire.room.AuditDays.Bounds;
import io.roomwire.room.AuditDays.Day;
import io.roomwire.room.AuditDays.Row;
import io.roomwire.room.AuditDays.Span;
import io.roomwire.testkit.TestRedis;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisAuditDaysIT {

    private static final Bounds BOUNDS = new Bounds(3, 100);

    private final StreamKey room = new StreamKey("room", TestRedis.freshName("t"));
    private final Claim agent = new Claim(room, "agent", "as-known");
    private final RedisConnections redis = new RedisConnections(new RedisSettings(TestRedis.uri()));
    private final RedisAuditDays days = new RedisAuditDays(redis);
    private final RedisRoomHistory history = new RedisRoomHistory(redis);

    @BeforeEach
    void connect() {
        redis.connect();
        TestRedis.call("SET", RedisKeys.claim(room, agent.role()), agent.token());
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void listsADayWithoutRecords() {
        assertThat(add(List.of(span("2026-01-05", 1)), List.of())).isEmpty();
        assertThat(all()).containsExactly(new Day("2026-01-05", true));
        assertThat(records("2026-01-05")).isEmpty();
    }

    @Test
    void keepsTheOrderOfTheFile() {
        add(List.of(span("2026-01-05", 1)), List.of(row("2026-01-05", 1), row("2026-01-05", 2)));
        add(List.of(span("2026-01-05", 0)), List.of(row("2026-01-05", 0)));
        assertThat(records("2026-01-05")).containsExactly(json(1), json(2), json(0));
        assertThat(join(history.newest(room, "audit:2026-01-05", 2))).containsExactly(json(0), json(2));
    }

    @Test
    void callsADayMixedOnceARecordCameBehindALaterOne() {
        add(List.of(span("2026-01-05", 1)), List.of(row("2026-01-05", 1), row("2026-01-05", 5)));
        add(List.of(span("2026-01-05", 5)), List.of(row("2026-01-05", 5)));
        assertThat(all()).containsExactly(new Day("2026-01-05", true));
        add(List.of(span("2026-01-05", 4)), List.of());
        assertThat(all()).containsExactly(new Day("2026-01-05", false));
        add(List.of(span("2026-01-05", 9)), List.of());
        assertThat(all()).containsExactly(new Day("2026-01-05", false));
    }

    @Test
    void callsADayMixedWhoseFileWasNotInOrder() {
        add(List.of(new Span("2026-01-05", false, Instant.ofEpochMilli(2))),
                List.of(row("2026-01-05", 2), row("2026-01-05", 1)));
        assertThat(all()).containsExactly(new Day("2026-01-05", false));
    }

    @Test
    void dropsTheOldestDaysAboveTheBound() {
        for (String day : List.of("2026-01-03", "2026-01-01", "2026-01-02")) {
            add(List.of(span(day, 1)), List.of(row(day, 1)));
        }
        assertThat(add(List.of(span("2026-01-04", 1)), List.of(row("2026-01-04", 1)))).isEmpty();
        assertThat(all()).extracting(Day::key).containsExactly("2026-01-04", "2026-01-03", "2026-01-02");
        assertThat(records("2026-01-01")).isEmpty();
        assertThat(TestRedis.call("EXISTS", RedisKeys.of(room, "audit:2026-01-01"))).isEqualTo(0L);
    }

    @Test
    void tellsOfADayThatIsOlderThanAllKept() {
        add(List.of(span("2026-01-03", 1), span("2026-01-04", 1), span("2026-01-05", 1)), List.of());
        assertThat(add(List.of(span("2026-01-01", 1)), List.of(row("2026-01-01", 1)))).containsExactly("2026-01-01");
        assertThat(records("2026-01-01")).isEmpty();
    }

    @Test
    void countsARecordThatOvertookItsDayAgainstTheOneBeforeIt() {
        add(List.of(span("2026-01-05", 5)), List.of(row("2026-01-05", 5)));
        TestRedis.call("XADD", RedisKeys.of(room, "audit:2026-01-05"), "*", "data", json(4));
        add(List.of(span("2026-01-05", 4)), List.of());
        assertThat(all()).containsExactly(new Day("2026-01-05", false));
    }

    @Test
    void changesNothingForAnAgentThatIsAnotherByNow() {
        Batch batch = new Batch(List.of(span("2026-01-05", 1)), List.of(row("2026-01-05", 1)));
        Claim old = new Claim(room, agent.role(), "as-it-was");
        assertThatThrownBy(() -> join(days.add(old, batch, BOUNDS))).hasCauseInstanceOf(ClaimLost.class);
        assertThat(all()).isEmpty();
        assertThat(records("2026-01-05")).isEmpty();
    }

    @Test
    void boundsTheRecordsOfADay() {
        List<Row> rows = IntStream.range(0, 150).mapToObj(i -> row("2026-01-05", i)).toList();
        add(List.of(span("2026-01-05", 0)), rows);
        assertThat(records("2026-01-05")).hasSize(100).last().isEqualTo(json(149));
    }

    @Test
    void takesTwentyMegabytesOnManyDaysAtOnce() {
        String line = "{\"text\":\"" + "x".repeat(4_000) + "\"}";
        List<Span> named = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            String day = "2026-%02d-%02d".formatted(i % 12 + 1, i % 25 + 1);
            rows.add(new Row(day, line));
            if (named.stream().noneMatch(known -> known.day().equals(day))) {
                named.add(span(day, 1));
            }
        }
        add(named, rows, new Bounds(400, 10_000));
        assertThat(named.stream().mapToInt(span -> records(span.day()).size()).sum()).isEqualTo(5_000);
        named.forEach(span -> TestRedis.call("DEL", RedisKeys.of(room, "audit:" + span.day())));
    }

    private List<Day> all() {
        return join(days.all(room));
    }

    private List<String> records(String day) {
        return join(history.oldest(room, "audit:" + day, 10_000));
    }

    private List<String> add(List<Span> named, List<Row> rows) {
        return add(named, rows, BOUNDS);
    }

    private List<String> add(List<Span> named, List<Row> rows, Bounds bounds) {
        return join(days.add(agent, new Batch(named, rows), bounds));
    }

    private static Span span(String day, long firstMs) {
        return new Span(day, true, Instant.ofEpochMilli(firstMs));
    }

    private static Row row(String day, long savedMs) {
        return new Row(day, json(savedMs));
    }

    private static String json(long savedMs) {
        return "{\"saved_ts_ms\":" + savedMs + "}";
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
