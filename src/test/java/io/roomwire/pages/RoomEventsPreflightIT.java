package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A project chat, whose server can be asked beforehand what EventSource cannot see. */
final class RoomEventsPreflightIT {

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.hmac.secret", Signed.SECRET,
            "roomwire.jwt.secret", Jwt.SECRET, "roomwire.projects.streams-per-user", 1));
    private final String user = TestRedis.freshName("mia");
    private final String token = Jwt.of(user, Map.of(), Duration.ofMinutes(5));
    private final String project = TestRedis.freshName("p");
    private final String stream = "/api/persistent-chat/stream?projectId=" + project;

    @BeforeEach
    void create() {
        assertThat(service("PUT", "", "{\"owner\":\"" + user + "\",\"collaborators\":[]}").statusCode()).isEqualTo(204);
    }

    @AfterEach
    void close() {
        browser.close();
        node.close();
    }

    private HttpResponse<String> service(String method, String path, String body) {
        try {
            return Http.send(method, node.address().resolve("/v1/projects/" + project + path), body,
                    Signed.headers(Signed.SECRET, user, body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long say(String text) {
        HttpResponse<String> answer = service("POST", "/chat/messages", Json.text(
                Map.of("text", text, "client_msg_id", TestRedis.freshName("c"), "mode", "unified")));
        return Json.at(answer.body(), "seq").getLongValue();
    }

    private ModulePage page() {
        return ModulePage.open(browser, node.address());
    }

    private static String options(String key) {
        return """
                { token: () => '%s', preflight: '/api/persistent-chat/stream?%s', events: {
                  'message.new': data => seen.push(data.content.text),
                  'message.replay': data => seen.push('again ' + data.content.text) } }""".formatted(key, "projectId=");
    }

    private String options() {
        return options(token).replace("projectId=", "projectId=" + project);
    }

    @Test
    void opensNothingForATokenThatIsRefused() {
        ModulePage page = page().watch(stream, options("none.of.ours")).awaitState("auth_failed");
        assertThat(page.opened()).isEmpty();
        assertThat(page.fetched()).hasSize(2);
    }

    @Test
    void resumesFromWhatItReceived() {
        ModulePage page = page().live(stream, options());
        say("one");
        page.awaitSeen(1).run("feed.close()");
        say("two");
        page.run("feed.reconnect()");
        page.awaitSeen(2).awaitState("connected");
        long last = say("three");
        assertThat(page.awaitSeen(3).seen()).isEqualTo(List.of("one", "again two", "three"));
        assertThat(page.run("feed.position")).isEqualTo(Long.toString(last));
        assertThat(page.fetched()).hasSize(2);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    @Tag("faults")
    void waitsAsLongAsItIsToldWhileItsUserHasEnough() {
        SseViewer only = SseViewer.watch(node.address(), stream + "&token=" + token).awaitEvents(1);
        ModulePage page = page().watch(stream, options()).awaitState("rate_limited");
        assertThat(page.run("feed.state.retryAfter >= 5")).isEqualTo(true);
        assertThat(page.opened()).isEmpty();
        only.close();
        page.awaitState("connected");
    }

    @Test
    void endsWhenAnotherConnectionOfItsNameTakesItsPlace() {
        ModulePage first = page().live(stream + "&client_instance_id=one", "{ token: () => '" + token + "' }");
        ModulePage second = page().live(stream + "&client_instance_id=one", "{ token: () => '" + token + "' }");
        first.awaitState("closed");
        assertThat(first.run("feed.state.reason")).isEqualTo("replaced");
        assertThat(second.run("feed.state.name")).isEqualTo("connected");
        assertThat(first.opened()).hasSize(1);
    }
}
