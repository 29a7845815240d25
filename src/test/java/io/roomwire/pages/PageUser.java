package io.roomwire.pages;

import com.microsoft.playwright.Page;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * A user with a token of his own, over HTTP and in a browser.
 *
 * @param node the one that answers over HTTP
 */
record PageUser(URI node, String name, String token) {

    /** One whom no other test knows. */
    static PageUser fresh(URI node) {
        return named(node, TestRedis.freshName("user"));
    }

    static PageUser named(URI node, String name) {
        return new PageUser(node, name, Jwt.of(name, Map.of("aud", "authenticated", "email", "mia@example.org"),
                Duration.ofMinutes(10)));
    }

    /** Another tab, signed in, that shows this path at that node or balancer. */
    Page open(Browser browser, URI at, String path) {
        signIn(browser);
        return browser.tab(at.resolve(path).toString());
    }

    Page open(Browser browser, String path) {
        return open(browser, node, path);
    }

    /** Every tab of the browser is signed in from its start. */
    void signIn(Browser browser) {
        browser.context().addInitScript("if (location.protocol === 'http:') sessionStorage.setItem('roomwire.token', '"
                + token + "')");
    }

    String get(String path) {
        return send("GET", path, "").body();
    }

    /** Posts, and demands that it is taken. */
    String post(String path, Object body) {
        return changed("POST", path, Json.text(body));
    }

    String patch(String path, Object body) {
        return changed("PATCH", path, Json.text(body));
    }

    private String changed(String method, String path, String body) {
        HttpResponse<String> answer = send(method, path, body);
        if (answer.statusCode() >= 300) {
            throw new AssertionError(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    private HttpResponse<String> send(String method, String path, String body) {
        try {
            return Http.send(method, node.resolve(path), body, "Authorization", "Bearer " + token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
