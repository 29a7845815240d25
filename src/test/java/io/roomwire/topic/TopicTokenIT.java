package io.roomwire.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Plain streams by the claims of a token. */
@Timeout(30)
final class TopicTokenIT {

    private static final String BODY = "{\"name\":\"e\",\"data\":1}";

    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.topics.read", "token",
            "roomwire.jwt.secret", Jwt.SECRET));
    private final Topic topic = Topic.fresh();
    private final URI events = node.address().resolve(topic.path());
    private final URI history = URI.create(events.toString().replaceFirst("/events$", "/history"));

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void appendsAndReadsByTheClaimsOfTheToken() throws IOException {
        String writer = token("append", topic.stream());
        String reader = token("read", "topic:*");
        assertThat(post(writer).statusCode()).isEqualTo(201);
        assertThat(get(history, reader).body()).contains("\"data\":1");
        assertThat(post(reader).statusCode()).isEqualTo(403);
        assertThat(get(history, writer).statusCode()).isEqualTo(403);
        assertThat(get(history, token("read", "topic:other")).body()).contains("\"code\":\"FORBIDDEN\"");
    }

    @Test
    void asksForATokenAndRefusesAWrongOne() throws IOException {
        assertThat(Http.get(history).statusCode()).isEqualTo(401);
        assertThat(Http.post(events, BODY).body()).contains("\"code\":\"UNAUTHORIZED\"");
        HttpResponse<String> expired = get(history, Jwt.of("mia", Map.of("read", List.of("topic:*")),
                Duration.ofSeconds(-1)));
        assertThat(expired.statusCode()).isEqualTo(401);
        assertThat(expired.body()).contains("the token has expired");
    }

    @Test
    void readsTheTokenOfAStreamFromTheQueryAndFromNowhereElse() throws IOException {
        String reader = token("read", topic.stream());
        try (RawSse viewer = RawSse.connect(node.address())) {
            assertThat(viewer.get(topic.path() + "?token=" + reader).readHead()).startsWith("HTTP/1.1 200");
        }
        assertThat(Http.get(URI.create(history + "?token=" + reader)).statusCode()).isEqualTo(401);
        assertThat(Http.post(URI.create(events + "?token=" + token("append", topic.stream())), BODY).statusCode())
                .isEqualTo(401);
    }

    @Test
    void takesACookieOnlyFromAPageOfTheSite() throws IOException {
        String cookie = "dashboard_session=" + token("append", topic.stream());
        String here = node.address().toString();
        assertThat(Http.post(events, BODY, "Cookie", cookie, "Origin", here).statusCode()).isEqualTo(201);
        assertThat(Http.post(events, BODY, "Cookie", cookie, "Origin", "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(Http.post(events, BODY, "Cookie", cookie).statusCode()).isEqualTo(403);
        String reading = "dashboard_session=" + token("read", topic.stream());
        assertThat(Http.get(history, "Cookie", reading, "Origin", "https://evil.example").statusCode()).isEqualTo(200);
    }

    @Test
    void endsTheStreamWhenTheTokenHasRunOut() {
        Stats stats = node.bean(Stats.class);
        try (RawSse viewer = RawSse.connect(node.address())) {
            String token = Jwt.of("mia", Map.of("read", List.of(topic.stream())), Duration.ofSeconds(2));
            viewer.get(topic.path() + "?token=" + token).readHead();
            assertThat(viewer.readToEnd()).endsWith("0\r\n\r\n");
        }
        await().untilAsserted(() -> assertThat(stats.closes(CloseReason.EXPIRED)).isEqualTo(1));
    }

    private static String token(String claim, String stream) {
        return Jwt.of("mia", Map.of(claim, List.of(stream)));
    }

    private HttpResponse<String> post(String token) throws IOException {
        return Http.post(events, BODY, "Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> get(URI uri, String token) throws IOException {
        return Http.get(uri, "Authorization", "Bearer " + token);
    }
}
