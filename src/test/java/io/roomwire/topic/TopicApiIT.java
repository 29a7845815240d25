package io.roomwire.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plain stream over HTTP: what it takes, what it answers, what it refuses. */
@TestInstance(Lifecycle.PER_CLASS)
final class TopicApiIT {

    private static final String OK = "{\"name\":\"e\",\"data\":1}";

    private final Node node = Node.start(TestRedis.uri());
    private final URI address = node.address();

    @AfterAll
    void close() {
        node.close();
    }

    @Test
    void anAppendIsAnsweredWithItsIdAndTheOneBefore() {
        Topic topic = Topic.fresh();
        String first = created(topic.post(address, OK));
        String second = created(topic.post(address, OK));
        assertThat(Json.at(first, "prev").getLongValue()).isZero();
        assertThat(Json.at(second, "prev")).isEqualTo(Json.at(first, "id"));
        assertThat(Json.at(second, "id").getLongValue()).isGreaterThan(Json.at(first, "id").getLongValue());
        assertThat(Json.at(first, "duplicate").getBooleanValue()).isFalse();
    }

    @Test
    void anAppendIsAnsweredWithTheDate() {
        ZonedDateTime before = ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS);
        List<String> dates = Topic.fresh().post(address, OK).headers().allValues("Date");
        assertThat(dates).hasSize(1);
        assertThat(ZonedDateTime.parse(dates.getFirst(), DateTimeFormatter.RFC_1123_DATE_TIME))
                .isBetween(before, ZonedDateTime.now(ZoneOffset.UTC));
    }

    @Test
    void aRepeatWithItsKeyIsAnsweredAlikeAndAppendsNothing() {
        Topic topic = Topic.fresh();
        String first = created(topic.post(address, OK, "Idempotency-Key", "k"));
        String second = created(topic.post(address, OK, "Idempotency-Key", "k"));
        assertThat(second).isEqualTo(first.replace("false", "true"));
        assertThat(Json.at(topic.history(address, ""), "events").size()).isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheSameKeyIsRefused() {
        Topic topic = Topic.fresh();
        created(topic.post(address, OK, "Idempotency-Key", "k"));
        HttpResponse<String> refused = topic.post(address, "{\"name\":\"e\",\"data\":2}", "Idempotency-Key", "k");
        assertError(refused, 422, "IDEMPOTENCY_MISMATCH");
        assertThat(Json.at(topic.history(address, ""), "events").size()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"b\": 1.0e2, \"a\":  \"x\"}", "[1, 2]", "\"\\u00e9 \\n é\"", "null", "-0.0",
        "123456789012345678901234567890", "\"</script>\u2028\""})
    void dataComesBackExactlyAsGiven(String data) {
        Topic topic = Topic.fresh();
        try (SseViewer viewer = topic.watch(address)) {
            topic.append(address, data);
            assertThat(viewer.awaitEvents(1).data("e")).containsExactly(data);
        }
    }

    @Test
    void lineBreaksBetweenTokensAreLeftOut() {
        Topic topic = Topic.fresh();
        try (SseViewer viewer = topic.watch(address)) {
            topic.append(address, "{\r\n  \"a\": 1,\n  \"b\": [\r2]\n}");
            assertThat(viewer.awaitEvents(1).data("e")).containsExactly("{  \"a\": 1,  \"b\": [2]}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"name\":\"e\"}", "{\"data\":1}", "{\"name\":1,\"data\":1}",
        "{\"name\":\"e\",\"data\":1}x", "{\"name\":\"e\",\"data\":}", "{\"name\":\"\",\"data\":1}",
        "{\"name\":\"a b\",\"data\":1}", "{\"name\":\"a\\nb\",\"data\":1}", "{\"name\":\"a\\rid: 1\",\"data\":1}",
        "{\"name\":\"error\",\"data\":1}", "{\"name\":null,\"data\":1}", "{\"name\":\"e\",\"data\":\"a\nb\"}"})
    void refusesBodiesThatAreNoEvent(String body) {
        assertError(Topic.fresh().post(address, body, "Content-Type", "application/json"), 400, "VALIDATION_ERROR");
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertThat(Topic.fresh().post(address, event("n".repeat(64))).statusCode()).isEqualTo(201);
        assertError(Topic.fresh().post(address, event("n".repeat(65))), 400, "VALIDATION_ERROR");
        assertError(Topic.fresh().post(address, event("n".repeat(10_000))), 400, "VALIDATION_ERROR");
        assertThat(new Topic("t".repeat(128)).post(address, OK).statusCode()).isEqualTo(201);
        assertError(new Topic("t".repeat(129)).post(address, OK), 400, "VALIDATION_ERROR");
        assertError(new Topic("t".repeat(10_000)).post(address, OK), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "a%0ab", "a%0d%0ab", "%7Ba%7D", "%C3%BC", "a*", "a:b"})
    void refusesStreamNamesOfOtherCharacters(String name) throws IOException {
        assertError(new Topic(name).post(address, OK), 400, "VALIDATION_ERROR");
        assertError(Http.get(address.resolve(new Topic(name).path())), 400, "VALIDATION_ERROR");
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "x-control-token, wrong", "Authorization, Bearer wrong", "Authorization, wrong"})
    void appendingNeedsTheControlToken(String header, String value) throws IOException {
        String[] headers = header.isEmpty() ? new String[0] : new String[] {header, value};
        assertError(Http.post(address.resolve(Topic.fresh().path()), OK, headers), 401, "UNAUTHORIZED");
    }

    @Test
    void theControlTokenMayComeThreeWays() throws IOException {
        URI events = address.resolve(Topic.fresh().path());
        assertThat(Http.post(events, OK, "x-control-token", Node.CONTROL_TOKEN).statusCode()).isEqualTo(201);
        assertThat(Http.post(events, OK, "Authorization", "Bearer " + Node.CONTROL_TOKEN).statusCode()).isEqualTo(201);
        String body = "{\"control_token\":\"" + Node.CONTROL_TOKEN + "\",\"name\":\"e\",\"data\":1}";
        assertThat(Http.post(events, body).statusCode()).isEqualTo(201);
    }

    @Test
    void readingNeedsTheControlTokenWhereItIsSetSo() throws IOException {
        Topic topic = Topic.fresh();
        try (Node closed = Node.start(TestRedis.uri(), Map.of("roomwire.topics.read", "token"))) {
            URI history = closed.address().resolve("/api/v1/streams/topic:" + topic.name() + "/history");
            assertError(Http.get(history), 401, "UNAUTHORIZED");
            assertError(Http.get(closed.address().resolve(topic.path())), 401, "UNAUTHORIZED");
            assertThat(Http.get(history, "x-control-token", Node.CONTROL_TOKEN).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anIdempotencyKeyIsUpTo255VisibleCharacters() {
        assertThat(Topic.fresh().post(address, OK, "Idempotency-Key", "k".repeat(255)).statusCode()).isEqualTo(201);
        assertError(Topic.fresh().post(address, OK, "Idempotency-Key", "k".repeat(256)), 400, "VALIDATION_ERROR");
        assertError(Topic.fresh().post(address, OK, "Idempotency-Key", "a b"), 400, "VALIDATION_ERROR");
    }

    @Test
    void takesBodiesUpToTheLimitAndRefusesLargerOnes() {
        assertThat(Topic.fresh().post(address, "{\"name\":\"e\",\"data\":\"" + "x".repeat(90_000) + "\"}").statusCode())
                .isEqualTo(201);
        HttpResponse<String> refused =
                Topic.fresh().post(address, "{\"name\":\"e\",\"data\":\"" + "x".repeat(110_000) + "\"}");
        assertThat(refused.statusCode()).isEqualTo(413);
        assertThat(Json.at(refused.body(), "code").getStringValue()).isNotEmpty();
    }

    @Test
    void refusesOtherContentTypes() {
        assertThat(Topic.fresh().post(address, OK, "Content-Type", "text/plain").statusCode()).isEqualTo(415);
    }

    @Test
    void historyPagesThroughWhatIsRetained() {
        Topic topic = Topic.fresh();
        List<Long> ids = IntStream.range(0, 5).mapToObj(n -> topic.append(address, "{\"n\":" + n + "}")).toList();
        assertThat(topic.history(address, "?after=" + ids.get(1) + "&limit=2")).isEqualTo(
                "{\"events\":[" + event(ids, 2) + "," + event(ids, 3) + "],\"oldest_id\":" + ids.get(0)
                        + ",\"newest_id\":" + ids.get(4) + "}");
        assertThat(Json.at(topic.history(address, "?after=" + ids.get(4)), "events").size()).isZero();
        assertThat(Json.at(topic.history(address, ""), "events").size()).isEqualTo(5);
    }

    @Test
    void historyOfAStreamWithoutEventsIsEmpty() {
        assertThat(Topic.fresh().history(address, "")).isEqualTo("{\"events\":[],\"oldest_id\":0,\"newest_id\":0}");
    }

    @Test
    void historyGivesAHundredUnlessAskedForMore() {
        Topic topic = Topic.fresh();
        IntStream.range(0, 120).forEach(n -> topic.append(address, "1"));
        assertThat(Json.at(topic.history(address, ""), "events").size()).isEqualTo(100);
        assertThat(Json.at(topic.history(address, "?limit=1000"), "events").size()).isEqualTo(120);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=-1", "limit=x", "limit=1e2", "limit=99999999999999999999",
        "after=x", "after=-1", "after=9007199254740992", "after=1.2"})
    void refusesParametersOutOfRange(String query) throws IOException {
        URI history = address.resolve("/api/v1/streams/topic:t/history?" + query);
        assertError(Http.get(history), 400, "VALIDATION_ERROR");
    }

    @Test
    void otherSystemsStreamsAreNotReachableHere() throws IOException {
        assertThat(Http.get(address.resolve("/api/v1/streams/room:t_001/events")).statusCode()).isEqualTo(404);
    }

    private static String event(List<Long> ids, int n) {
        return "{\"id\":" + ids.get(n) + ",\"prev\":" + ids.get(n - 1) + ",\"name\":\"e\",\"data\":{\"n\":" + n + "}}";
    }

    private static String event(String name) {
        return "{\"name\":\"" + name + "\",\"data\":1}";
    }

    private static String created(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        return response.body();
    }

    private static void assertError(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Json.at(response.body(), "code").getStringValue()).isEqualTo(code);
        assertThat(Json.at(response.body(), "message").getStringValue()).isNotEmpty();
        assertThat(Json.at(response.body(), "details", "request_id").getStringValue()).isNotEmpty();
    }
}
