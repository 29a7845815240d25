package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.access.TokenRefused;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who may do what, and how others are told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProjectIsolationIT {

    private Node first;
    private Node second;
    private ProjectOnNode project;

    @BeforeAll
    void start() {
        first = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
        second = Node.start(TestRedis.uri(), ProjectOnNode.SETTINGS);
    }

    @BeforeEach
    void open() {
        project = ProjectOnNode.fresh(first);
    }

    @AfterAll
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void refusesStrangersOnEveryRouteOfServices() {
        for (ProjectOnNode each : List.of(project, ProjectOnNode.unknown(first))) {
            assertThat(each.get("eve", "/messages").body()).isEqualTo("{\"error\":\"Failed to get chat history\","
                    + "\"message\":\"The user has no access to this project.\"}");
            assertThat(each.post("eve", "hi", "c-1").body())
                    .startsWith("{\"error\":\"Failed to send message\",\"message\":\"");
            assertThat(each.get("eve", "/stream").body()).isEqualTo("{\"error\":\"UNAUTHORIZED_PROJECT_ACCESS\"}");
            for (HttpResponse<String> answer : List.of(each.get("eve", "/messages"), each.post("eve", "hi", "c-1"),
                    each.get("eve", "/stream"), each.get("eve", "/unread"), each.get("eve", "/presence"),
                    each.get("eve", "/search?q=x"), each.get("eve", "/session"),
                    each.service("eve", "PUT", "/chat/read", "{\"up_to_seq\":1}"),
                    each.service("eve", "POST", "/chat/presence", "{}"),
                    each.signed("eve", "POST", "/v1/chat/unified", "{\"userId\":\"eve\",\"projectId\":\"" + each.id()
                            + "\",\"message\":\"hi\"}"))) {
                assertThat(answer.statusCode()).as(answer.uri().getPath()).isEqualTo(403);
            }
        }
    }

    @Test
    void refusesStrangersOnEveryRouteOfBrowsers() {
        String query = "?project_id=" + project.id();
        String id = "{\"project_id\":\"" + project.id() + "\",";
        assertThat(project.browser("eve", "GET", "/stream" + query, "").body())
                .isEqualTo("{\"error\":\"UNAUTHORIZED_PROJECT_ACCESS\"}");
        for (HttpResponse<String> answer : List.of(project.browser("eve", "GET", "/messages" + query, ""),
                project.browser("eve", "GET", "/presence" + query, ""),
                        project.browser("eve", "GET", "/read" + query, ""),
                project.browser("eve", "GET", "/search" + query + "&q=x", ""),
                        project.browser("eve", "GET", "/stream" + query, ""),
                project.browser("eve", "POST", "/stream" + query, ""),
                project.browser("eve", "POST", "/messages", id + "\"text\":\"hi\"}"),
                project.browser("eve", "POST", "/presence", id + "\"status\":\"online\"}"),
                project.browser("eve", "PUT", "/read", id + "\"read_up_to_seq\":1}"),
                project.browser("eve", "POST", "/unified", id + "\"message\":\"hi\",\"buildImmediately\":true}"))) {
            assertThat(answer.statusCode()).as(answer.request().method() + answer.uri()).isEqualTo(403);
        }
    }

    @Test
    void sendsAStrangerWhoAsksTheAssistantToTheLogin() {
        String body = "{\"message\":\"hi\",\"buildImmediately\":true,\"projectId\":\"" + project.id() + "\"}";
        HttpResponse<String> answer = project.browser("eve", "POST", "/unified", body);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEqualTo("{\"error\":\"Failed to send message\",\"message\":\"The user has no access "
                + "to this project.\",\"code\":\"AUTH_REQUIRED\",\"redirect\":\"/auth/login\"}");
    }

    @Test
    void asksBrowsersForAToken() {
        String stream = "/api/persistent-chat/stream";
        assertThat(project.send("GET", stream + "?projectId=x", "").statusCode()).isEqualTo(401);
        assertThat(project.send("GET", stream, "").body()).isEqualTo("Unauthorized");
        assertThat(project.send("POST", stream, "").body()).isEqualTo("{\"error\":\"Unauthorized\"}");
        assertThat(project.send("GET", "/api/persistent-chat/messages", "").statusCode()).isEqualTo(401);
        HttpResponse<String> unified = project.send("POST", "/api/persistent-chat/unified", "{}");
        assertThat(unified.statusCode()).isEqualTo(401);
        assertThat(unified.body()).contains("\"code\":\"AUTH_REQUIRED\",\"redirect\":\"/auth/login\"");
        HttpResponse<String> missing = project.browser("mia", "GET", "/stream", "");
        assertThat(missing.statusCode() + missing.body()).isEqualTo("400Project ID required");
        assertThat(project.browser("mia", "GET", "/messages", "").body()).startsWith("{\"error\":\"");
    }

    @Test
    void takesACookieFromItsOwnPagesOnly() {
        String cookie = "dashboard_session=" + ProjectOnNode.token("mia");
        String body = "{\"project_id\":\"" + project.id() + "\",\"text\":\"hi\"}";
        String path = "/api/persistent-chat/messages";
        assertThat(project.send("POST", path, body, "Cookie", cookie, "Origin", first.address().toString())
                .statusCode())
                .isEqualTo(201);
        assertThat(project.send("POST", path, body, "Cookie", cookie, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(project.send("POST", path + "?token=" + ProjectOnNode.token("mia"), body).statusCode())
                .isEqualTo(401);
    }

    @Test
    void answersAPreflight() {
        HttpResponse<String> answer = project.browser("mia", "POST", "/stream?projectId=" + project.id(), "");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"authenticated\":true,\"userId\":\"mia\",\"timestamp\":\"[^\"]+Z\"}");
        assertThat(project.browser("eve", "POST", "/stream", "").statusCode()).isEqualTo(200);
    }

    @Test
    void obeysAChangedListOnAllNodesAtOnce() {
        ProjectOnNode other = project.at(second);
        assertThat(other.post("tom", "hi", "c-1").statusCode()).isEqualTo(201);
        assertThat(project.service("", "PUT", "", "{\"owner\":\"mia\",\"collaborators\":[\"eve\"]}").statusCode())
                .isEqualTo(204);
        assertThat(other.post("tom", "hi", "c-2").statusCode()).isEqualTo(403);
        assertThat(other.service("tom", "POST", "/chat/presence", "{}").statusCode()).isEqualTo(403);
        assertThat(other.get("tom", "/messages").statusCode()).isEqualTo(403);
        assertThat(other.post("eve", "hi", "c-2").statusCode()).isEqualTo(201);
        for (String body : List.of("{}", "{\"owner\":\"\"}", "{\"owner\":\"a b\"}",
                "{\"owner\":\"mia\",\"collaborators\":\"tom\"}")) {
            assertThat(project.service("", "PUT", "", body).statusCode()).as(body).isEqualTo(400);
        }
    }

    @Test
    void endsTheStreamsOfThoseWhoAreTakenOffTheList() {
        try (RawSse removed = RawSse.connect(second.address());
                SseViewer stays = project.watch("mia", "").awaitEvents(1)) {
            removed.get(project.streamPath(), project.at(second).streamHeaders("tom"))
                    .readThrough("connection.established");
            assertThat(project.service("", "PUT", "", "{\"owner\":\"mia\"}").statusCode()).isEqualTo(204);
            assertThat(removed.readToEnd()).contains("event: server_close\ndata: {\"reason\":\"access_revoked\",")
                    .endsWith("0\r\n\r\n");
            stays.awaitId(project.say("mia", "still here"));
            assertThat(stays.connections()).isEqualTo(1);
        }
    }

    @Test
    void endsTheirConnectionsOfSeveralStreamsToo() {
        try (RawSse removed = RawSse.connect(second.address())) {
            removed.get("/api/v1/events?streams=project:" + project.id() + "&token=" + ProjectOnNode.token("tom"))
                    .readThrough("\"connected\"");
            assertThat(project.service("", "PUT", "", "{\"owner\":\"mia\"}").statusCode()).isEqualTo(204);
            assertThat(removed.readToEnd()).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void showsAProjectToItsOwnViewersAlone() {
        ProjectOnNode other = ProjectOnNode.fresh(first);
        try (SseViewer viewer = project.watch("tom", "").awaitEvents(1);
                SseViewer stranger = other.watch("tom", "").awaitEvents(1)) {
            long mine = project.say("mia", "mine");
            long theirs = other.say("mia", "theirs");
            viewer.awaitId(mine);
            stranger.awaitId(theirs);
            assertThat(viewer.blocks().toString()).doesNotContain("theirs");
            assertThat(stranger.blocks().toString()).doesNotContain("mine");
        }
    }

    @Test
    void tellsServicesOfProjectsThatAreNotThere() {
        ProjectOnNode unknown = ProjectOnNode.unknown(first);
        assertThat(unknown.service("", "POST", "/chat/assistant-messages", "{\"text\":\"hi\"}").statusCode())
                .isEqualTo(404);
        assertThat(unknown.service("", "POST", "/chat/events", "{\"event\":\"plan.done\",\"data\":1}").statusCode())
                .isEqualTo(404);
        assertThat(project.signed("", "PUT", "/v1/projects/a%20b", "{\"owner\":\"mia\"}").statusCode()).isEqualTo(400);
    }

    @Test
    void letsConnectionsOfSeveralStreamsInAsItsOwnRouteDoes() {
        StreamAccess access = first.bean(ProjectWatching.class);
        assertThat(access.system()).isEqualTo("project");
        StreamAccess.Grant grant = Waiting.join(access.admit(request("tom"), project.id()));
        assertThat(grant.stream()).isEqualTo(new StreamKey("project", project.id()));
        assertThat(grant.until()).isPresent();
        assertThatThrownBy(() -> Waiting.join(access.admit(request("eve"), project.id())))
                .isInstanceOf(StreamRefused.class)
                .extracting("code").isEqualTo("FORBIDDEN");
        assertThatThrownBy(() -> Waiting.join(access.admit(request("tom"), "a b"))).isInstanceOf(StreamRefused.class)
                .extracting("code").isEqualTo("VALIDATION_ERROR");
        assertThatThrownBy(() -> Waiting.join(access.admit(bearer("no token"), project.id())))
                .isInstanceOf(TokenRefused.class);
    }

    private static HttpRequest<?> request(String user) {
        return bearer(ProjectOnNode.token(user));
    }

    private static HttpRequest<?> bearer(String token) {
        return HttpRequest.GET("/api/v1/events").bearerAuth(token);
    }
}
