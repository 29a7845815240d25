package io.roomwire.trading;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.hub.Append;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.trading.Trader.Answer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that come from outside: posted, and published. */
@Timeout(30)
final class TradingIngestIT {

    private static final int PUBLISHED = 50;

    private static Node node;
    private static Node other;

    private Trader mia;
    private long model;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Trader.SETTINGS);
        other = Node.start(TestRedis.uri(), Trader.SETTINGS);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void open() {
        mia = Trader.at(node);
        model = mia.model();
    }

    @Test
    void takesEventsOfTheOwnerAndOfAnApiKey() {
        try (SseViewer viewer = mia.at(other.address()).watch(model)) {
            Answer owner = mia.post(path(), "{\"type\":\"thinking\",\"data\":{\"message\":\"hm\",\"step\":1}}");
            assertThat(owner.status()).isEqualTo(202);
            assertThat(owner.body()).matches("\\{\"status\":\"accepted\",\"model_id\":" + model
                    + ",\"id\":[0-9]{16},\"duplicate\":false}");
            Answer agent = mia.ask("POST", path(),
                    "{\"type\":\"never heard of\",\"data\":{\"a\":{\"b\":[1,null,\"ü\"]}}}",
                    "X-API-Key", Trader.API_KEY);
            assertThat(agent.status()).isEqualTo(202);
            viewer.awaitId(Json.at(agent.body(), "id").getLongValue());
            assertThat(viewer.events().getLast().data().orElseThrow())
                    .startsWith("{\"type\":\"never heard of\",\"timestamp\":\"20")
                    .endsWith("\"data\":{\"a\":{\"b\":[1,null,\"ü\"]}}}");
            assertThat(viewer.events().getLast().event()).isEmpty();
        }
    }

    @Test
    void keepsATimeThatSaysItsZoneAndNoOther() {
        try (SseViewer viewer = mia.watch(model)) {
            mia.post(path(), "{\"type\":\"a\",\"timestamp\":\"2026-01-05T12:00:03.5+02:00\",\"data\":{}}");
            mia.post(path(), "{\"type\":\"b\",\"timestamp\":\"2026-01-05T12:00:03.5\",\"data\":{}}");
            viewer.awaitEvents(3);
            List<String> data = viewer.events().stream().map(event -> event.data().orElseThrow()).toList();
            assertThat(data.get(1)).isEqualTo("{\"type\":\"a\",\"timestamp\":\"2026-01-05T10:00:03.500000+00:00\""
                    + ",\"data\":{}}");
            assertThat(data.get(2)).doesNotContain("2026-01-05");
        }
    }

    @Test
    void appendsOnceForOneIdempotencyKeyOnWhateverNode() {
        String body = "{\"type\":\"trade\",\"data\":{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":1,\"price\""
                + ":100}}";
        Answer first = keyed(mia, body);
        Answer second = keyed(mia.at(other.address()), body);
        assertThat(Json.at(second.body(), "id")).isEqualTo(Json.at(first.body(), "id"));
        assertThat(second.body()).contains("\"duplicate\":true");
        assertThat(mia.get("/api/models/" + model + "/positions/latest").body()).contains("\"positions\":{\"IBM\":1}");
        assertThat(keyed(mia, body.replace("IBM", "KO")).status()).isEqualTo(422);
        assertThat(mia.ask("POST", path(), body, "Authorization", "Bearer " + mia.token(), "Idempotency-Key", "a b")
                .status())
                .isEqualTo(422);
    }

    private Answer keyed(Trader who, String body) {
        return who.ask("POST", path(), body, "Authorization", "Bearer " + mia.token(), "Idempotency-Key", "order-"
                + model);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value =
            {"{\"data\":{}}|missing|type", "{\"type\":\"\",\"data\":{}}|string_too_short|type",
            "{\"type\":1,\"data\":{}}|string_type|type", "{\"type\":\"a\"}|missing|data",
            "{\"type\":\"a\",\"data\":[]}|dict_type|data", "{\"type\":\"a\",\"data\":null}|dict_type|data"})
    void refusesWhatIsNoEvent(String body, String type, String field) {
        Answer answer = mia.post(path(), body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .startsWith("{\"detail\":[{\"type\":\"" + type + "\",\"loc\":[\"body\",\"" + field + "\"]");
    }

    @Test
    void refusesAModelThatIsGoneEvenIfItWasKnown() {
        mia.tell(model, "status", "{}");
        TestRedis.call("DEL", "rw:{trading:" + model + "}:model", "rw:{trading:" + model + "}:claim:model");
        assertThat(mia.post(path(), "{\"type\":\"a\",\"data\":{}}").status()).isEqualTo(404);
        assertThat(TestRedis.call("XLEN", "rw:{trading:" + model + "}:events")).isEqualTo(1L);
    }

    @Test
    void readsWhatAgentsPublish() {
        TradingChannel channel = other.bean(TradingChannel.class);
        assertThat(channel.pattern()).isEqualTo("trading:model:*:events");
        try (SseViewer viewer = mia.watch(model)) {
            Append append = channel.read("trading:model:" + model + ":events",
                    ("{\"type\":\"trade\",\"timestamp\":\"2026-01-05T10:00:00.5\",\"data\":{\"action\":\"sell\",\""
                            + "symbol\":\"KO\",\"amount\":2,\"price\":60}}").getBytes(UTF_8)).orElseThrow();
            var appended = Outcome.of(other.bean(Hub.class).append(append));
            viewer.awaitId(appended.id().value());
            assertThat(viewer.events().getLast().event()).isEmpty();
        }
        assertThat(mia.get("/api/models/" + model + "/positions/latest").body()).contains("\"positions\":{\"KO\":-2}")
                .contains("\"cash\":10120.0");
    }

    /** Both nodes are up; one of them hears the channel. */
    @Test
    void bringsWhatAnAgentPublishesToViewersOnEveryNodeOnce() {
        List<String> numbers = IntStream.range(0, PUBLISHED).mapToObj(Integer::toString).toList();
        try (SseViewer here = mia.watch(model); SseViewer there = mia.at(other.address()).watch(model)) {
            for (String number : numbers) {
                assertThat(TestRedis.call("PUBLISH", "trading:model:" + model + ":events", "{\"type\":\"thinking\","
                        + "\"data\":{\"message\":\"" + number + "\"}}")).as("nodes that hear it").isEqualTo(1L);
            }
            mia.tell(model, "status", "{\"message\":\"all\"}");
            for (SseViewer viewer : List.of(here, there)) {
                viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"" + (PUBLISHED - 1) + "\""))
                        .isPresent());
                viewer.awaitBlock(block -> block.data().filter(text -> text.contains("\"all\"")).isPresent());
                assertThat(viewer.events().stream().map(event -> event.data().orElseThrow())
                        .filter(text -> text.contains("thinking"))
                        .map(text -> Json.at(text, "data", "message").getStringValue())).isEqualTo(numbers);
            }
        }
        assertThat(TestRedis.call("XLEN", "rw:{trading:" + model + "}:events")).isEqualTo(PUBLISHED + 1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "{\"type\":\"a\"}", "{\"type\":1,\"data\":{}}"})
    void skipsMessagesThatAreNoEvents(String message) {
        assertThat(channel("trading:model:" + model + ":events", message)).isEmpty();
    }

    @Test
    void skipsMessagesForNobodyAndThoseThatAreTooLarge() {
        String event = "{\"type\":\"a\",\"data\":{}}";
        assertThat(channel("trading:model:" + model + ":events", event)).isPresent();
        for (String name : List.of("trading:model:999999999999:events", "trading:model:abc:events",
                "trading:model:0:events",
                "trading:model:1{:events", "trading:model:99999999999999999999:events", "trading:model::events")) {
            assertThat(channel(name, event)).as(name).isEmpty();
        }
        assertThat(channel("trading:model:" + model + ":events",
                "{\"type\":\"a\",\"data\":{\"x\":\"" + "x".repeat(110_000) + "\"}}")).isEmpty();
    }

    private static Optional<Append> channel(String name, String message) {
        return node.bean(TradingChannel.class).read(name, message.getBytes(UTF_8));
    }

    private String path() {
        return "/api/trading/events/" + model;
    }
}
