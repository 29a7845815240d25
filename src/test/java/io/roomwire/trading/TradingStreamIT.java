package io.roomwire.trading;

import static io.roomwire.trading.Trader.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.access.TokenRefused;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class TradingStreamIT {

    private static final String TIME = "20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\\.[0-9]{6}\\+00:00";

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
    void greetsThenKeepsQuietAliveAndWritesUnnamedEvents() {
        try (RawSse viewer = RawSse.connect(node.address())) {
            String head = viewer.get(mia.path(model)).readHead();
            assertThat(head).startsWith("HTTP/1.1 200 ")
                    .containsIgnoringCase("content-type: text/event-stream; charset=utf-8\r\n")
                    .containsIgnoringCase("cache-control: no-cache").containsIgnoringCase("x-accel-buffering: no\r\n");
            String greeting = viewer.readChunksThrough("\"}}\n\n");
            assertThat(greeting).matches("(?s): connected\n\nid: 0\n\nretry: [0-9]{4}\n\ndata: \\{\"type\":"
                    + "\"connected\","
                    + "\"timestamp\":\"" + TIME + "\",\"model_id\":" + model + ",\"data\":\\{\"model_id\":" + model
                    + ",\"message\":\"Connected to trading stream\"}}\n\n");
            assertThat(viewer.readChunksThrough("\n\n")).isEqualTo(": keepalive\n\n");
            long id = mia.tell(model, "trade", "{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":5,\"price\":171.2,"
                    + "\"message\":\"BUY 5 IBM @ $171.20\"}");
            String event = viewer.readChunksThrough("}}\n\n").replace(": keepalive\n\n", "");
            assertThat(event).matches("id: " + id + "\ndata: \\{\"type\":\"trade\",\"timestamp\":\"" + TIME
                    + "\",\"data\":\\{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":5,\"price\":171\\.2,"
                    + "\"message\":\"BUY 5 IBM @ \\$171\\.20\"}}\n\n");
        }
    }

    @Test
    void goesOnAtAnotherNodeWithNothingLostAndNothingTwice() {
        long first = mia.tell(model, "status", "{\"n\":1}");
        try (SseViewer viewer = SseViewer.resume(node.address(), mia.path(model), Long.toString(first))
                .awaitEvents(1)) {
            long second = mia.tell(model, "status", "{\"n\":2}");
            viewer.awaitId(second);
            viewer.moveTo(other.address());
            long third = mia.at(other.address()).tell(model, "status", "{\"n\":3}");
            viewer.awaitId(third);
            assertThat(viewer.events().stream().filter(event -> event.id().isPresent()).map(SseBlock::position))
                    .containsExactly(second, third);
            viewer.awaitBlock(block -> block.connection() == 2 && isGreeting(block));
        }
    }

    @Test
    void replaysTheLastHundredBehindTheGreeting() {
        for (int i = 1; i <= 105; i++) {
            mia.tell(model, "status", "{\"n\":" + i + "}");
        }
        try (SseViewer viewer = SseViewer.resume(other.address(), mia.path(model), "5").awaitEvents(2)) {
            SseBlock reset = viewer.events().get(1);
            assertThat(isGreeting(viewer.events().getFirst())).isTrue();
            assertThat(reset.event()).as("clients hear unnamed events only").isEmpty();
            assertThat(reset.data().orElseThrow())
                    .startsWith("{\"type\":\"stream_reset\",\"reason\":\"history_unavailable\","
                    + "\"requested_id\":5,\"oldest_id\":");
            long oldest = Long.parseLong(reset.data().orElseThrow().replaceFirst(".*\"oldest_id\":([0-9]+).*", "$1"));
            try (SseViewer again = SseViewer.resume(node.address(), mia.path(model), Long.toString(oldest))
                    .awaitEvents(100)) {
                List<String> replay = again.events().stream().map(event -> event.data().orElseThrow()).toList();
                assertThat(replay.get(1)).contains("\"n\":7}");
                assertThat(replay.get(99)).contains("\"n\":105}");
            }
        }
    }

    @Test
    void mixesNoTwoModels() {
        long second = mia.model();
        try (SseViewer viewer = mia.watch(second).awaitEvents(1)) {
            mia.tell(model, "status", "{\"message\":\"first\"}");
            long last = mia.tell(second, "status", "{\"message\":\"second\"}");
            viewer.awaitId(last);
            assertThat(viewer.events().stream().map(event -> event.data().orElseThrow()))
                    .noneMatch(data -> data.contains("first"));
        }
    }

    @Test
    void staysOpenAfterCompleteUntilItsTokenEnds() {
        String brief = Jwt.of(mia.subject(), Map.of("aud", "authenticated"), Duration.ofSeconds(3));
        try (RawSse viewer = RawSse.connect(node.address())) {
            viewer.get("/api/trading/stream/" + model + "?token=" + brief).readHead();
            viewer.readChunksThrough("\"}}\n\n");
            mia.tell(model, "complete", "{\"message\":\"Trading session completed\"}");
            viewer.readChunksThrough("completed\"}}\n\n");
            mia.tell(model, "status", "{\"message\":\"more\"}");
            viewer.readChunksThrough("more\"}}\n\n");
            assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void refusesWhoeverMayNotWatch() {
        Trader eve = Trader.at(node);
        String path = "/api/trading/stream/" + model;
        assertThat(mia.ask("GET", path, "")).isEqualTo(refusal(401, "Token required"));
        assertThat(mia.ask("GET", path, "", "X-API-Key", Trader.API_KEY)).isEqualTo(refusal(401, "Token required"));
        assertThat(mia.ask("GET", path + "?token=x", ""))
                .isEqualTo(refusal(401, "Invalid token: not a signed JSON Web Token"));
        assertThat(mia.ask("GET", path + "?token=" + Jwt.of(mia.subject(), Map.of("aud", "other")), ""))
                .isEqualTo(refusal(401, "Invalid token: the token's aud is not authenticated"));
        assertThat(mia.ask("GET", path + "?token="
                + Jwt.of(mia.subject(), Map.of("aud", "authenticated"), Duration.ofSeconds(-1)), ""))
                .isEqualTo(refusal(401, "Invalid token: the token has expired"));
        assertThat(eve.ask("GET", eve.path(model), "")).isEqualTo(refusal(404, "Model not found"));
        assertThat(mia.ask("GET", mia.path(999_999_999_999L), "")).isEqualTo(refusal(404, "Model not found"));
        assertThat(mia.ask("GET", "/api/trading/stream/abc", "").status()).isEqualTo(422);
    }

    @Test
    void admitsToConnectionsOfSeveralStreamsAsItsOwnRouteDoes() {
        StreamAccess streams = node.bean(TradingStreams.class);
        assertThat(streams.system()).isEqualTo("trading");
        StreamAccess.Grant grant = Outcome.of(streams.admit(request(mia.token()), Long.toString(model)));
        assertThat(grant.stream()).hasToString("trading:" + model);
        assertThat(grant.until()).isPresent();
        assertThatThrownBy(() -> Outcome.of(streams.admit(request(Trader.at(node).token()), Long.toString(model))))
                .isInstanceOfSatisfying(StreamRefused.class, refusal -> assertThat(refusal.code())
                .isEqualTo("NOT_FOUND"));
        assertThatThrownBy(() -> Outcome.of(streams.admit(request(mia.token()), "abc")))
                .isInstanceOfSatisfying(StreamRefused.class, refusal -> assertThat(refusal.status().getCode())
                .isEqualTo(422));
        assertThatThrownBy(() -> Outcome.of(streams.admit(request("x"), Long.toString(model))))
                .isInstanceOf(TokenRefused.class);
    }

    private static HttpRequest<?> request(String token) {
        return HttpRequest.GET("/api/v1/events").header("Authorization", "Bearer " + token);
    }

    private static boolean isGreeting(SseBlock block) {
        return block.data().filter(data -> data.startsWith("{\"type\":\"connected\"")).isPresent();
    }
}
