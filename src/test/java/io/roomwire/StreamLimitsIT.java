package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.access.LeaseSettings;
import io.roomwire.hub.AppendResult;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Streams are counted over all nodes, by user and by address; appends by key. */
@Timeout(90)
final class StreamLimitsIT {

    private static final Map<String, Object> TOKENS = Map.of("roomwire.topics.read", "token",
            "roomwire.jwt.secret", Jwt.SECRET, "roomwire.limits.streams-per-user", "2");

    private final Topic topic = Topic.fresh();
    private final String user = TestRedis.freshName("mia");
    private final String token = Jwt.of(user,
            Map.of("read", List.of(topic.stream()), "append", List.of(topic.stream())));
    private final List<Node> nodes = new ArrayList<>();

    @AfterEach
    void close() {
        nodes.forEach(Node::close);
    }

    @Test
    void tellsAnEventSourceInBandThatItsUserHasEnough() {
        try (RawSse one = open(node(TOKENS), ""); RawSse two = open(node(TOKENS), "");
             RawSse three = get(nodes.getLast(), "")) {
            assertThat(three.readHead()).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
            assertThat(three.readThrough("}\n\n")).startsWith(": refused\n\nretry: ")
                    .contains("event: rate_limited\ndata: {\"type\":\"rate_limited\","
                            + "\"reason\":\"streams_per_user\",\"current\":2,\"max\":2,\"ts\":\"");
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void answersACallerThatSetsHeadersWith429() throws IOException {
        try (RawSse one = open(node(TOKENS), ""); RawSse two = open(nodes.getFirst(), "")) {
            HttpResponse<String> refusal = Http.get(events(nodes.getFirst()), "Authorization", "Bearer " + token);
            assertThat(refusal.statusCode()).isEqualTo(429);
            assertThat(refusal.headers().firstValue("Retry-After")).contains("5");
            assertThat(Json.at(refusal.body(), "code").getStringValue()).isEqualTo("RATE_LIMITED");
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void givesThePlaceOfAStreamThatEndedToAnother() {
        Node node = node(TOKENS);
        open(node, "").close();
        open(node, "").close();
        await().until(() -> isServed(node, ""));
        await().until(() -> isServed(node, ""));
    }

    @Test
    void countsUsersApartAndNobodyWhoHasProvedNothing() {
        Node node = node(Map.of("roomwire.limits.streams-per-user", "1", "roomwire.jwt.secret", Jwt.SECRET));
        try (RawSse one = open(node, ""); RawSse two = open(node, "")) {
            assertThat(one).isNotSameAs(two);
        }
    }

    @Test
    void countsTheAddressThatATrustedProxyNames() {
        String address = "203.0.113." + (1 + Math.floorMod(user.hashCode(), 250));
        Map<String, Object> settings = Map.of("roomwire.limits.streams-per-address", "1",
                "roomwire.trusted-proxies", "127.0.0.0/8");
        String header = "X-Forwarded-For: " + address + "\r\n";
        try (RawSse one = open(node(settings), header)) {
            assertThat(isServed(node(settings), header)).isFalse();
            assertThat(isServed(nodes.getFirst(), "X-Forwarded-For: 198.51.100.1\r\n")).isTrue();
            assertThat(one).isNotNull();
        }
    }

    @Test
    @Tag("faults")
    @Execution(ExecutionMode.CONCURRENT)
    void freesThePlacesOfAKilledNodeAQuarterAfterItsLeaseAtMost() {
        Map<String, String> environment = Map.of("REDIS_URI", TestRedis.uri(), "ROOMWIRE_TOPICS_READ", "token",
                "ROOMWIRE_JWT_SECRET", Jwt.SECRET, "ROOMWIRE_LIMITS_STREAMS_PER_USER", "2", "ROOMWIRE_LEASE", "4s");
        Map<String, Object> settings = new HashMap<>(TOKENS);
        settings.put("roomwire.lease", "4s");
        Node survivor = node(settings);
        try (NodeProcess doomed = NodeProcess.launch(environment)) {
            await().atMost(Duration.ofSeconds(20)).until(doomed::isReady);
            try (RawSse one = open(doomed.address(), ""); RawSse two = open(doomed.address(), "")) {
                assertThat(isServed(survivor, "")).isFalse();
                doomed.kill();
                long killed = System.nanoTime();
                await().atMost(Duration.ofSeconds(35)).pollInterval(Duration.ofMillis(100))
                        .until(() -> isServed(survivor, ""));
                assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofSeconds(10));
                assertThat(one).isNotSameAs(two);
            }
        }
    }

    @Test
    void countsOnAKilledNodeForHalfAMinuteAtMost() {
        LeaseSettings usual = node(TOKENS).bean(LeaseSettings.class);
        assertThat(usual.validity().plus(usual.period())).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void limitsTheAppendsOfAKeyToAStream() throws IOException {
        Node node = node(Map.of("roomwire.limits.appends-per-key", "2", "roomwire.jwt.secret", Jwt.SECRET));
        String body = "{\"name\":\"e\",\"data\":1}";
        for (int i = 0; i < 2; i++) {
            assertThat(Http.post(events(node), body, "Authorization", "Bearer " + token).statusCode()).isEqualTo(201);
        }
        HttpResponse<String> refusal = Http.post(events(node), body, "Authorization", "Bearer " + token);
        assertThat(refusal.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(refusal.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 60);
        assertThat(node.bean(Stats.class).appends(AppendResult.LIMITED)).isOne();
        assertThat(topic.post(node.address(), body).statusCode()).isEqualTo(201);
    }

    private Node node(Map<String, Object> settings) {
        Node node = Node.start(TestRedis.uri(), settings);
        nodes.add(node);
        return node;
    }

    private URI events(Node node) {
        return node.address().resolve(topic.path());
    }

    /** A stream that has begun. */
    private RawSse open(Node node, String headers) {
        return open(node.address(), headers);
    }

    private RawSse open(URI address, String headers) {
        RawSse stream = get(address, headers);
        stream.readThrough(": connected\n\n");
        return stream;
    }

    private RawSse get(Node node, String headers) {
        return get(node.address(), headers);
    }

    private RawSse get(URI address, String headers) {
        return RawSse.connect(address)
                .send("GET " + topic.path() + "?token=" + token + " HTTP/1.1\r\nHost: x\r\n" + headers + "\r\n");
    }

    private boolean isServed(Node node, String headers) {
        try (RawSse stream = get(node, headers)) {
            stream.readHead();
            return stream.readThrough("\n\n").contains("connected");
        }
    }
}
