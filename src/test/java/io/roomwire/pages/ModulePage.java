package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.roomwire.testkit.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A tab with a page of a node's own origin that has loaded the client module. What the page hears it keeps: the data
 * of events named {@code e} in {@code seen}, states in {@code states}, resets in {@code resets}, bad payloads in
 * {@code bad}.
 *
 * @param requests every URL that it asked for, in order
 */
record ModulePage(Page page, List<Request> requests) {

    private static final String PAGE = "/module-page";
    private static final String HTML = """
            <!doctype html><title>module</title><link rel="icon" href="data:,">
            <script type="module">
            import * as m from '/room-events.js'
            const seen = [], states = [], resets = [], bad = []
            const hearing = {
              events: { e: data => seen.push(data), stream_reset: data => resets.push(data) },
              onState: state => states.push(state),
              onError: (error, info) => bad.push(info.raw),
            }
            Object.assign(window, { m, seen, states, resets, bad, hearing })
            </script>""";

    static ModulePage open(Browser browser, URI origin) {
        return open(browser.tab(), origin);
    }

    static ModulePage open(Page page, URI origin) {
        List<Request> requests = new CopyOnWriteArrayList<>();
        page.onRequest(requests::add);
        page.route("**" + PAGE, route -> route.fulfill(html(HTML)));
        page.route("**/room-events.js", route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("text/javascript").setBody(resource("/console/room-events.js"))));
        page.navigate(origin.resolve(PAGE).toString());
        return new ModulePage(page, requests).loaded();
    }

    private static Route.FulfillOptions html(String text) {
        return new Route.FulfillOptions().setContentType("text/html; charset=utf-8").setBody(text);
    }

    static String resource(String path) {
        try (InputStream file = Objects.requireNonNull(ModulePage.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModulePage loaded() {
        return await("window.m");
    }

    /** Opens a stream as {@code feed}, with further options as JavaScript, such as {@code { maxAttempts: 3 }}. */
    ModulePage watch(String path, String options) {
        page.evaluate("path => window.feed = m.openStream(path, { ...hearing, ..." + options + " })", path);
        return this;
    }

    /** The same, and waits until it is live. */
    ModulePage live(String path, String options) {
        return watch(path, options).awaitState("connected");
    }

    /** Waits until the expression holds. */
    ModulePage await(String expression) {
        page.waitForFunction("() => " + expression);
        return this;
    }

    /** Waits until that is the feed's present state. */
    ModulePage awaitState(String name) {
        return await("window.feed.state.name === '" + name + "'");
    }

    ModulePage awaitSeen(int count) {
        return await("seen.length >= " + count);
    }

    Object run(String script) {
        return page.evaluate(script);
    }

    List<Object> list(String expression) {
        return List.copyOf((List<?>) page.evaluate(expression));
    }

    /** Numbers that events named {@code e} had as their data. */
    List<Object> seen() {
        return list("seen");
    }

    /** The names of all states so far. */
    List<Object> states() {
        return list("states.map(state => state.name)");
    }

    /** The URLs that an EventSource of the page asked for. */
    List<String> opened() {
        return requested("eventsource");
    }

    /** What was asked for by fetch. */
    List<String> fetched() {
        return requested("fetch");
    }

    private List<String> requested(String type) {
        return requests.stream().filter(request -> request.resourceType().equals(type)).map(Request::url).toList();
    }
}
