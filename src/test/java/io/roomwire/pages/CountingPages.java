package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.roomwire.pages.CountingPage.Order;
import io.roomwire.testkit.Browser;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/**
 * Every page of a cluster, each on a stream of its own that a test fills with the same numbers. In two profiles: a
 * browser has six connections to one address, and each page holds one.
 */
final class CountingPages implements AutoCloseable {

    private static final NewContextOptions TALL = new NewContextOptions().setViewportSize(1280, 1400);

    private final URI balancer;
    private final PageUser user;
    private final CountedStreams streams;
    private final Browser systems = Browser.open();
    private final Browser tools = Browser.open(TALL);
    private final List<CountingPage> all;
    private final Page front;
    private final Page groups;
    /** By tab: the stream that it last asked for. */
    private final Map<Page, String> asked = new ConcurrentHashMap<>();
    /** By page: the number that its list begins with, where that is not the first. */
    private final Map<CountingPage, Integer> shownFrom = new HashMap<>();
    private int newest;

    private CountingPages(URI balancer) {
        this.balancer = balancer;
        user = PageUser.fresh(balancer);
        streams = new CountedStreams(user);
        Stream.of(systems, tools).forEach(browser -> {
            user.signIn(browser);
            browser.context().addInitScript(CountingPage.WATCH);
        });
        all = pages();
        front = tab(tools, "/");
        groups = tab(tools, "/groups");
    }

    private List<CountingPage> pages() {
        return new ArrayList<>(List.of(
                page(systems, streams.roomPage(), "rw-room-chat.public .message p", n -> "line " + n,
                        Order.OLDEST_FIRST),
                page(systems, streams.workPage(), ".line .message", n -> "line " + n, Order.OLDEST_FIRST),
                page(systems, streams.modelPage(), ".events li[data-type=note] .message", n -> "note " + n,
                        Order.NEWEST_FIRST),
                page(systems, streams.projectPage(), "rw-chat-log .body", n -> "said " + n, Order.OLDEST_FIRST),
                page(tools, streams.donglePage(), ".event[data-kind=can_frame] .what",
                        n -> "[4] 00 00 00 %02x".formatted(n), Order.NEWEST_FIRST_VIRTUALISED),
                page(tools, streams.topicPage(), ".entry[data-kind=event] .data", Integer::toString,
                        Order.NEWEST_FIRST_VIRTUALISED)));
    }

    private CountingPage page(Browser browser, String path, String list, IntFunction<String> text, Order order) {
        return new CountingPage(tab(browser, path), list, text, order);
    }

    private Page tab(Browser browser, String path) {
        Page page = browser.tab();
        page.onRequest(request -> {
            if (request.url().contains("last_event_id=")) {
                asked.put(page, request.url());
            }
        });
        page.navigate(balancer.resolve(path).toString());
        return page;
    }

    /** Opens all, and waits until each is live. */
    static CountingPages open(URI balancer) {
        CountingPages pages = new CountingPages(balancer);
        pages.areLive();
        return pages;
    }

    /** Further numbers, to each page by way of that node. */
    void post(URI node, int count) {
        for (int i = 0; i < count; i++) {
            newest++;
            streams.post(node, newest);
        }
    }

    /** Empties the lists that would grow out of sight. */
    void empty() {
        all.stream().filter(CountingPage::empty).forEach(this::beginsAnew);
    }

    /** That page's list begins with the next number. */
    void beginsAnew(CountingPage page) {
        shownFrom.put(page, newest + 1);
    }

    /** That each page shows all numbers that were posted, once and in order. */
    void areComplete() {
        all.forEach(each -> each.shows(shownFrom.getOrDefault(each, 1), newest));
    }

    /** The page of that name. */
    CountingPage page(String name) {
        return all.stream().filter(each -> CountingPage.name(each.page()).equals(name)).findFirst().orElseThrow();
    }

    /** The tab of that name. */
    Page tab(String name) {
        return tabs().filter(each -> CountingPage.name(each).equals(name)).findFirst().orElseThrow();
    }

    /** All tabs, those without numbers too. */
    Stream<Page> tabs() {
        return Stream.concat(all.stream().map(CountingPage::page), Stream.of(front, groups));
    }

    Page front() {
        return front;
    }

    PageUser user() {
        return user;
    }

    CountedStreams streams() {
        return streams;
    }

    /** That the front page lists each stream that is shown, and none twice. */
    void areListed() {
        front.waitForFunction("""
                streams => {
                  const rows = [...document.querySelectorAll('tr[data-stream]')].map(row => row.dataset.stream)
                  return streams.every(it => rows.includes(it)) && new Set(rows).size === rows.length
                }""", streams.names());
    }

    /** That each asked for its stream, when it last did, from a position on; the front page and groups aside. */
    void haveResumed() {
        all.forEach(each -> assertThat(asked.get(each.page())).as(each.list())
                .containsPattern("[?&]last_event_id=[0-9]{16}"));
    }

    void areLive() {
        tabs().forEach(CountingPage::awaitLive);
    }

    void forgetStates() {
        tabs().forEach(CountingPage::forget);
    }

    /** That each says, or has said since, that it is not live. */
    void haveToldOfTheLoss() {
        tabs().forEach(page -> CountingPage.awaitTold(page, "reconnecting"));
    }

    /** As on a node that gives no tokens. */
    void giveNoTokens() {
        Stream.of(systems, tools).forEach(browser -> browser.context().route("**/api/dev/token",
                route -> route.fulfill(new Route.FulfillOptions().setStatus(404).setBody("{}"))));
    }

    void setOffline(boolean offline) {
        Stream.of(systems, tools).forEach(browser -> browser.context().setOffline(offline));
    }

    List<String> errors() {
        return Stream.of(systems, tools).flatMap(browser -> browser.errors().stream()).toList();
    }

    @Override
    public void close() {
        systems.close();
        tools.close();
    }
}
