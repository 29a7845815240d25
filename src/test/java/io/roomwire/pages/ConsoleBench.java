package io.roomwire.pages;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.console.ConsoleWorld.AgentId;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A user of no other test, signed in in a browser of its own, with agents whose sockets are real. */
final class ConsoleBench implements AutoCloseable {

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(15_000);
    }

    static final NewContextOptions NARROW = new NewContextOptions().setViewportSize(375, 700);

    private final URI pages;
    private final URI node;
    private final String user = ConsoleWorld.freshUser();
    private final String session = Jwt.of(user, Map.of(), Duration.ofHours(1));
    private final Browser browser;
    private final List<AgentClient> sockets = new ArrayList<>();
    private final ExecutorService line = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory());

    private ConsoleBench(URI pages, URI node, NewContextOptions options) {
        this.pages = pages;
        this.node = node;
        this.browser = Browser.open(options);
        browser.context().addInitScript(
                "if (location.host) sessionStorage.setItem('roomwire.token', '" + session + "')");
    }

    static ConsoleBench open() {
        return open(new NewContextOptions());
    }

    static ConsoleBench open(NewContextOptions options) {
        return new ConsoleBench(DemoNodes.balancer(), DemoNodes.first(), options);
    }

    /** Pages at one address, agents at another. */
    static ConsoleBench open(URI pages, URI node) {
        return new ConsoleBench(pages, node, new NewContextOptions());
    }

    /** A dongle and its agent. */
    record Dongle(String id, AgentId agent) {
    }

    Dongle dongle() {
        AgentId agent = ConsoleWorld.register(node, session);
        return new Dongle(ConsoleWorld.dongle(node, agent, user), agent);
    }

    String group(Dongle a, Dongle b) {
        return ConsoleWorld.group(node, session, a.id(), b.id());
    }

    void activate(String group) {
        ConsoleWorld.activate(node, session, group);
    }

    void deactivate(String group) {
        ConsoleWorld.deactivate(node, session, group);
    }

    /** The dongle's data socket. */
    AgentClient data(Dongle dongle) {
        return kept(AgentClient.connect(node, AgentClient.DATA, dongle.agent().token()));
    }

    /** The dongle's control socket. */
    AgentClient control(Dongle dongle) {
        return kept(AgentClient.connect(node, AgentClient.CONTROL, dongle.agent().token()));
    }

    /** The dongle's control socket, which answers each message by some, one message after another. */
    void answering(Dongle dongle, Function<JsonNode, List<String>> answers) {
        CompletableFuture<AgentClient> self = new CompletableFuture<>();
        self.complete(kept(AgentClient.connect(node, AgentClient.CONTROL, dongle.agent().token(), message ->
                line.execute(() -> answers.apply(Json.parse(message)).forEach(self.join()::send)))));
    }

    private AgentClient kept(AgentClient socket) {
        sockets.add(socket);
        return socket;
    }

    /** A frame as the dongle's agent sends it. */
    static String frame(Dongle dongle, String canId, String data, String direction) {
        return """
                {"type":"can_frame","dongle_id":"%s","frame":{"ts":"2026-01-05T10:00:00.123Z","can_id":"%s",\
                "is_extended":false,"dlc":%d,"data_hex":"%s","bus":"can1","direction":"%s"}}""".formatted(dongle.id(),
                canId, data.replace(" ", "").length() / 2, data, direction);
    }

    Page console(Dongle dongle) {
        return page("/console?target=dongle:" + dongle.id());
    }

    /** A page whose stream is live. */
    Page live(Dongle dongle) {
        Page page = console(dongle);
        chip(page, "connected").waitFor();
        return page;
    }

    Page page(String path) {
        return browser.tab(pages.resolve(path).toString());
    }

    /** The chip of the stream, once it is in that state. */
    static Locator chip(Page page, String state) {
        return page.locator(".chip[data-state=" + state + "]");
    }

    static Locator rows(Page page) {
        return page.locator("rw-console-events .event");
    }

    /** A figure by its name. */
    static Locator figure(Page page, String name) {
        return page.locator("rw-console-stats dl > div").filter(new Locator.FilterOptions().setHasText(name))
                .locator(".value");
    }

    Browser browser() {
        return browser;
    }

    String session() {
        return session;
    }

    String user() {
        return user;
    }

    URI node() {
        return node;
    }

    @Override
    public void close() {
        sockets.forEach(AgentClient::close);
        line.shutdownNow();
        browser.close();
    }
}
