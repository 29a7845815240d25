package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Signed;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * A project of a test's own on the demo nodes, and the two people in it, whom no other test has: the places for streams
 * belong to users.
 */
record ChatProject(String id, String owner, String other) {

    private static final String SECRET = "the-demo-secret-that-everybody-knows";
    private static final String CHAT = "/api/persistent-chat";

    static ChatProject fresh() {
        String name = TestRedis.freshName("p");
        ChatProject project = new ChatProject(name, name + "-mia", name + "-tom");
        project.admit(project.owner, project.other);
        return project;
    }

    /** Replaces the access list. */
    void admit(String owner, String collaborator) {
        service("PUT", "", "{\"owner\":\"" + owner + "\",\"collaborators\":[\"" + collaborator + "\"]}");
    }

    /** A signed request; the path goes on behind the project's. */
    HttpResponse<String> service(String method, String path, String body) {
        return sent(method, "/v1/projects/" + id + path, body, Signed.headers(SECRET, owner, body));
    }

    /** What a user's browser would ask for. */
    HttpResponse<String> as(String user, String method, String path, String body) {
        return sent(method, CHAT + path, body, "Authorization", "Bearer " + token(user, Duration.ofMinutes(5)));
    }

    /** Says something and gives its {@code seq}. */
    long say(String user, String text) {
        return Json.at(as(user, "POST", "/messages", message(text)).body(), "seq").getLongValue();
    }

    /** Says so many things in turn: the prefix with a number from 1 on. */
    void sayAll(String user, String prefix, int count) {
        for (int i = 1; i <= count; i++) {
            say(user, prefix + i);
        }
    }

    void status(String user, String status) {
        as(user, "POST", "/presence", "{\"project_id\":\"" + id + "\",\"status\":\"" + status + "\"}");
    }

    /** Opens the project's page in another tab. */
    Page open(Browser browser, String user) {
        return open(browser, user, DemoNodes.balancer().toString());
    }

    /** The same by another way to the nodes. */
    Page open(Browser browser, String user, String server) {
        Page page = browser.tab();
        page.addInitScript(signedInAs(user));
        page.navigate(server + "/chat?project=" + id);
        return page;
    }

    /** For pages that come: whose token they ask for. */
    static String signedInAs(String user) {
        return "if (location.protocol === 'http:') sessionStorage.setItem('roomwire.user', '" + user + "')";
    }

    /** The same, and waits until it is live. */
    Page live(Browser browser, String user) {
        Page page = open(browser, user);
        assertThat(page.locator("rw-chat .chip[data-state=connected]")).isVisible();
        assertThat(page.locator("rw-chat-log [role=log]")).hasAttribute("aria-busy", "false");
        return page;
    }

    String address() {
        return DemoNodes.page("/chat?project=" + id);
    }

    static String token(String user, Duration validity) {
        return Jwt.of(user, Map.of("aud", "authenticated"), validity);
    }

    static Locator messages(Page page) {
        return page.locator("rw-chat-log li[data-key]");
    }

    static Locator bodies(Page page) {
        return page.locator("rw-chat-log .body");
    }

    static Locator message(Page page, String text) {
        return messages(page).filter(new Locator.FilterOptions().setHasText(text));
    }

    private String message(String text) {
        return "{\"project_id\":\"" + id + "\",\"target\":\"team\",\"text\":\"" + text + "\"}";
    }

    private static HttpResponse<String> sent(String method, String path, String body, String... headers) {
        try {
            HttpResponse<String> answer = Http.send(method, DemoNodes.balancer().resolve(path), body, headers);
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
