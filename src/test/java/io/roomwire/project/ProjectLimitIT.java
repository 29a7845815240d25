package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.hub.CloseReason;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.Stats;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How many streams a user may have, over two nodes, and how a client replaces its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectLimitIT {

    private Node first;
    private Node second;
    private ProjectOnNode project;
    private String user;

    @BeforeAll
    void start() {
        Map<String, Object> settings = new HashMap<>(ProjectOnNode.SETTINGS);
        settings.put("roomwire.projects.streams-per-user", "10");
        settings.put("roomwire.projects.messages-per-minute", "3");
        first = Node.start(TestRedis.uri(), settings);
        second = Node.start(TestRedis.uri(), settings);
    }

    /** The places belong to the user, so that each test has a user of its own. */
    @BeforeEach
    void open() {
        project = ProjectOnNode.unknown(first);
        user = "auth0|" + UUID.randomUUID();
        assertThat(project.service("", "PUT", "", "{\"owner\":\"" + user + "\"}").statusCode()).isEqualTo(204);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void refusesTheEleventhStreamInTheFormThatEachCallerSees() {
        List<SseViewer> ten = fill(10);
        long before = refusals();
        HttpResponse<String> preflight = project.browser(user, "POST", "/stream?projectId=" + project.id(), "");
        assertLimit(preflight);
        assertLimit(project.at(second).service(user, "GET", "/chat/stream", ""));
        assertLimit(project.at(second).browser(user, "GET", "/stream?projectId=" + project.id(), ""));
        try (RawSse browser = RawSse.connect(second.address())) {
            assertThat(browser.get(project.watchPath(user, ""), "Connection: close").readHead())
                    .startsWith("HTTP/1.1 200 OK");
            String body = browser.readToEnd();
            assertThat(body).contains("retry: 5000\n\nevent: rate_limited\ndata: {\"error\":"
                    + "\"CONNECTION_LIMIT_REACHED\"",
                    "\"current_connections\":10,\"max_connections\":10,\"retry_after_ms\":5000,")
                            .doesNotContain("\nid: ");
        }
        assertThat(refusals()).isEqualTo(before + 3);
        ten.getFirst().close();
        await().untilAsserted(() -> assertThat(project.browser(user, "POST", "/stream?projectId=" + project.id(), "")
                .statusCode()).isEqualTo(200));
        ten.forEach(SseViewer::close);
    }

    private long refusals() {
        return second.bean(Stats.class).refusals(RefusalReason.PROJECT_STREAMS_PER_USER);
    }

    private static void assertLimit(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(429);
        Map.of("Retry-After", "5", "X-SSE-Connection-Limit", "10", "X-SSE-Current-Connections", "10",
                "X-SSE-Limit-Reason", "user_limit").forEach((name, value) ->
                assertThat(answer.headers().firstValue(name)).as(name).contains(value));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(answer.body())
                .startsWith("{\"error\":\"CONNECTION_LIMIT_REACHED\",\"reason\":\"user_limit\",\"message\":\"");
        assertThat(Json.at(answer.body(), "suggestions").isArray()).isTrue();
    }

    @Test
    void aClientReplacesItsOwnConnectionAtWhateverNode() {
        Stats stats = first.bean(Stats.class);
        long before = stats.closes(CloseReason.REPLACED);
        try (RawSse older = RawSse.connect(first.address()); RawSse other = RawSse.connect(first.address())) {
            older.get(project.watchPath(user, "&client_instance_id=tab-1")).readThrough("connection.established");
            other.get(project.watchPath(user, "&client_instance_id=tab-2")).readThrough("connection.established");
            try (SseViewer newer = SseViewer.watch(second.address(), project.watchPath(user,
                    "&client_instance_id=tab-1"))) {
                newer.awaitEvents(1);
                assertThat(older.readToEnd())
                        .containsPattern("event: server_close\ndata: \\{\"reason\":\"replaced\",\"timestamp\":"
                                + "\\d{13}}\n\n")
                        .endsWith("0\r\n\r\n");
                long next = project.say(user, "next");
                newer.awaitId(next);
                other.readThrough("id: " + next);
                assertThat(newer.connections()).isEqualTo(1);
            }
        }
        assertThat(stats.closes(CloseReason.REPLACED)).isEqualTo(before + 1);
    }

    @Test
    void aClientHasThePlaceOfItsOwnConnection() {
        List<SseViewer> nine = fill(9);
        try (RawSse older = RawSse.connect(first.address())) {
            older.get(project.watchPath(user, "&client_instance_id=tab-1")).readThrough("connection.established");
            try (SseViewer newer = SseViewer.watch(second.address(), project.watchPath(user,
                    "&client_instance_id=tab-1"))) {
                newer.awaitBlock(block -> block.isNamed("connection.established"));
                assertThat(newer.events()).extracting(SseBlock::event).doesNotContain(Optional.of("rate_limited"));
                assertThat(older.readToEnd()).contains("server_close");
            }
        }
        nine.forEach(SseViewer::close);
    }

    @Test
    void limitsMessagesWhereASettingSaysSo() {
        for (int i = 0; i < 3; i++) {
            project.say(user, "m" + i);
        }
        HttpResponse<String> answer = project.at(second).post(user, "m4", "c-4");
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[0-9]{1,2}");
        assertThat(project.browser(user, "POST", "/unified",
                "{\"buildImmediately\":false,\"message\":\"m\",\"projectId\":\""
                + project.id() + "\"}").body()).contains("\"retry_after\":", "\"code\":\"RATE_LIMIT\"");
    }

    private List<SseViewer> fill(int count) {
        List<SseViewer> viewers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            viewers.add(project.at(i % 2 == 0 ? first : second).watch(user, ""));
        }
        viewers.forEach(viewer -> viewer.awaitEvents(1));
        return viewers;
    }
}
