package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole run with every kind of secret, good and bad ones, everything logged: none is anywhere to be read. */
@Timeout(60)
final class SecretsInLogsIT {

    private static final String LOGBACK = """
            <configuration>
              <appender name="OUT" class="ch.qos.logback.core.ConsoleAppender">
                <encoder><pattern>%level %logger %msg%n%ex{full}</pattern></encoder>
              </appender>
              <logger name="io.roomwire" level="TRACE"/>
              <root level="INFO"><appender-ref ref="OUT"/></root>
            </configuration>
            """;
    private static final String REDIS_PASSWORD = "redis-password-of-the-tests";
    private static final String API_KEY = "api-key-of-the-tests";
    private static final String API_KEY_HASH = "2a6e19959d52b15f6a60687176e3c861c855ae40195e08c2abaa52598f4d5a90";
    private static final String OLD_SECRET = "the-hmac-secret-before-0123456789-abc";
    private static final String SESSION = "usr_sess_0123456789abcdef";
    private static final String WRONG = "wrong-but-not-to-be-shown-either";

    private final Topic topic = Topic.fresh();
    private final String good = Jwt.of("mia", Map.of("read", List.of("topic:*"), "append", List.of("topic:*")));
    private final String expired = Jwt.of("mia", Map.of(), Duration.ofSeconds(-1));
    private final String forged = good.replaceFirst("\\.[^.]*$", "." + "x".repeat(43));
    private final List<String> secrets = new ArrayList<>(List.of(REDIS_PASSWORD, API_KEY, API_KEY_HASH, OLD_SECRET,
            SESSION, WRONG, Jwt.SECRET, Signed.SECRET, Node.CONTROL_TOKEN, good, expired, forged));
    private final List<String> answers = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void areNowhereToBeRead() throws IOException {
        try (RedisProcess redis = RedisProcess.start()) {
            redis.call("CONFIG", "SET", "requirepass", REDIS_PASSWORD);
            try (NodeProcess node = NodeProcess.launch(environment(redis))) {
                await().atMost(Duration.ofSeconds(20)).until(node::isReady);
                useTokens(node.address());
                useRooms(node.address());
                OneOfEach things = OneOfEach.on(node.address());
                useStreams(things);
                useSignatures(things);
                answers.add(Http.get(node.address().resolve("/prometheus")).body());
                await().until(() -> node.output().contains("AccessLogFilter 127.0.0.1 GET /prometheus 200 "));
                assertThat(node.output()).contains(topic.path() + "?token=*** 200 ", "user_session_id=***",
                        "/logs?token=*** 200 ",
                        "connected to redis://");
                secrets.forEach(secret -> assertThat(node.output()).doesNotContain(secret));
                secrets.forEach(secret -> assertThat(answers).noneMatch(answer -> answer.contains(secret)));
            }
        }
    }

    private Map<String, String> environment(RedisProcess redis) throws IOException {
        Path logback = Files.writeString(folder.resolve("logback.xml"), LOGBACK);
        String uri = "redis://:" + REDIS_PASSWORD + "@127.0.0.1:" + redis.port();
        return Map.ofEntries(Map.entry("REDIS_URI", uri),
                Map.entry("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=" + logback),
                Map.entry("ROOMWIRE_TOPICS_READ", "token"), Map.entry("ROOMWIRE_ACCESS_LOG", "true"),
                Map.entry("ROOMWIRE_JWT_SECRET", Jwt.SECRET), Map.entry("ROOMWIRE_HMAC_SECRET", Signed.SECRET),
                Map.entry("ROOMWIRE_HMAC_PREVIOUS_SECRET", OLD_SECRET),
                Map.entry("ROOMWIRE_LIMITS_STREAMS_PER_USER", "1"),
                Map.entry("ROOMWIRE_LIMITS_STREAMS_PER_ADDRESS", "3"),
                Map.entry("ROOMWIRE_API_KEYS", "feeder:" + API_KEY_HASH));
    }

    private void useTokens(URI node) throws IOException {
        URI events = node.resolve(topic.path());
        for (String token : List.of(good, expired, forged, WRONG, Node.CONTROL_TOKEN)) {
            post(events, "Authorization", "Bearer " + token);
            post(events, "x-control-token", token);
            post(events, "Cookie", "dashboard_session=" + token, "Origin", node.toString());
            post(events, "X-API-Key", token);
            keep(Http.post(events, "{\"name\":\"e\",\"data\":1,\"control_token\":\"" + token + "\"}"));
            keep(Http.post(events, "{\"control_token\":\"" + token + "\""));
            keep(Http.get(URI.create(events.toString().replaceFirst("/events$", "/history?limit=x&token=" + token)),
                    "Authorization", "Bearer " + token));
            keep(Http.get(node.resolve("/nothing/here?token=" + token + "&%74oken=" + token + ";token=" + token)));
            stream(node, topic.path() + "?token=" + token);
        }
    }

    private void useRooms(URI node) throws IOException {
        keep(Http.post(node.resolve("/api/agents/t_001/register"), "{\"agent_name\":\"One\"}",
                "x-control-token", Node.CONTROL_TOKEN));
        stream(node, "/api/rooms/t_001/events?user_session_id=" + SESSION);
        stream(node, "/api/rooms/t_009/events?user_session_id=" + SESSION);
        keep(Http.get(node.resolve("/api/chat/rooms/t_009/private?user_session_id=" + SESSION)));
        keep(Http.post(node.resolve("/api/chat/rooms/t_001/messages"), "{\"user_session_id\":\"" + SESSION
                + "\",\"visibility\":\"public\",\"message_type\":\"public_plain\",\"text\":\"hi\"}"));
        keep(Http.post(node.resolve("/api/chat/rooms/t_009/messages"), "{\"user_session_id\":\"" + SESSION + "\"}"));
    }

    private void useStreams(OneOfEach things) throws IOException {
        String own = things.token();
        secrets.addAll(List.of(own, things.agentToken()));
        List<String> paths = List.of(things.logPath(), things.modelPath(), things.projectPath(), things.groupPath(),
                OneOfEach.donglePath(things.dongle()), things.bundlePath(), "/ws/agent");
        for (String token : List.of(own, expired, forged, WRONG, things.agentToken())) {
            for (String path : paths) {
                stream(things.node(), path + (path.contains("?") ? "&" : "?") + "token=" + token);
                post(things.node().resolve(path), "Authorization", "Bearer " + token);
            }
            try (RawSse socket = RawSse.connect(things.node())) {
                answers.add(socket.get("/ws/data?token=" + token, "Connection: Upgrade", "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
                        "Authorization: Bearer " + token).readHead());
            }
        }
    }

    private void useSignatures(OneOfEach things) throws IOException {
        for (String secret : List.of(Signed.SECRET, OLD_SECRET, WRONG)) {
            String body = "{\"text\":\"t\",\"mode\":\"plan\",\"client_msg_id\":\"c" + secrets.size() + "\"}";
            String[] headers = Signed.headers(secret, things.owner(), body);
            secrets.add(headers[3]);
            HttpResponse<String> answer = things.send("POST",
                    "/v1/projects/" + things.project() + "/chat/messages", body, headers);
            assertThat(answer.statusCode()).isEqualTo(secret.equals(WRONG) ? 403 : 201);
            keep(answer);
        }
        for (String key : List.of(API_KEY, WRONG)) {
            keep(things.send("POST", things.logPath(), "{}", "X-API-Key", key));
            keep(things.send("POST", "/api/trading/events/" + things.model(), "{}", "X-API-Key", key));
        }
    }

    private void post(URI events, String... headers) throws IOException {
        keep(Http.post(events, "{\"name\":\"e\",\"data\":1}", headers));
    }

    /** Streams go on: their heads will do. */
    private void stream(URI node, String target) {
        try (RawSse viewer = RawSse.connect(node)) {
            answers.add(viewer.get(target).readHead());
        }
    }

    private void keep(HttpResponse<String> answer) {
        answers.add(answer.headers().map().toString());
        answers.add(answer.body());
    }
}
