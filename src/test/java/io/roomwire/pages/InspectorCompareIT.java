package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.roomwire.event.EventId;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two nodes side by side. */
@Timeout(90)
final class InspectorCompareIT {

    private final Topic topic = Topic.fresh();

    @Test
    void twoNodesOfADemoRunShowTheSameIds() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/inspector?stream=" + topic.stream()));
            page.getByLabel("Beside another node").fill(DemoNodes.second().toString());
            page.getByText("Compare", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page).hasURL(Pattern.compile("&other=http:"));
            assertThat(page.locator(".heads .chip[data-state=connected]")).hasCount(2);
            List<Long> ids = List.of(topic.append(DemoNodes.first(), "1"), topic.append(DemoNodes.second(), "2"),
                    topic.append(DemoNodes.first(), "3"));
            assertThat(page.locator(".summary")).hasText("Same so far: 3 events");
            String[] newestFirst = ids.reversed().stream().map(String::valueOf).toArray(String[]::new);
            assertThat(page.locator(".side:first-child .id")).hasText(newestFirst);
            assertThat(page.locator(".side:last-child .id")).hasText(newestFirst);
            assertThat(page.locator("[data-verdict=same]")).hasCount(3);
            Accessibility.check(page);
            page.locator(".pair").first().click();
            assertThat(page.locator(".detail .raw")).containsText("id: " + ids.getLast());
            assertThat(page.evaluate("document.querySelector('main').textContent.includes('token=')")).isEqualTo(false);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void saysWhatOneNodeHasNotSentYetAndAlsoWhileTheOtherIsPausedOrDropped() {
        try (TcpProxy proxy = TcpProxy.to(DemoNodes.second().getPort()); Browser browser = Browser.open()) {
            Page page = compare(browser, DemoNodes.first(), proxy);
            topic.append(DemoNodes.first(), "1");
            assertThat(page.locator(".summary")).hasText("Same so far: 1 event");
            proxy.holdAll();
            topic.append(DemoNodes.first(), "2");
            assertThat(page.locator(".summary")).hasText("Same so far: 1 event · 1 on one side only yet");
            assertThat(page.locator("[data-verdict=waiting]")).containsText("not there yet");
            proxy.heal();
            assertThat(page.locator(".summary")).hasText("Same so far: 2 events");
            proxy.cut();
            page.getByText("Drop the connection").click();
            topic.append(DemoNodes.second(), "3");
            assertThat(page.locator(".summary")).hasText("Same so far: 3 events");
            page.getByText("Pause", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".heads .chip[data-state=paused]")).hasCount(2);
            topic.append(DemoNodes.second(), "4");
            page.getByText("Resume", new Page.GetByTextOptions().setExact(true)).click();
            assertThat(page.locator(".summary")).hasText("Same so far: 4 events");
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** In production, by settings; on two Redis, so that the nodes do tell different things. */
    @Test
    void showsWhereTwoNodesDiffer() {
        try (RedisProcess one = RedisProcess.start(); RedisProcess two = RedisProcess.start();
                TcpProxy front = TcpProxy.to(1); Browser browser = Browser.open();
                Node there = Node.start(two.uri(), Map.of("roomwire.feed.position-check", "200ms",
                        "roomwire.cors.origins", "http://127.0.0.1:" + front.port()));
                Node here = Node.start(one.uri(), Map.of("roomwire.pages.connect", there.address().toString()))) {
            front.switchTo(here.address().getPort());
            long first = topic.append(here.address(), "1");
            put(two, first, 0, "1");
            Page page = browser.tab(page(URI.create("http://127.0.0.1:" + front.port()), there.address()));
            assertThat(page.locator(".heads .chip[data-state=connected]")).hasCount(2);
            long second = topic.append(here.address(), "2");
            put(two, second, first, "3");
            assertThat(page.locator("[data-verdict=different]")).containsText(Long.toString(second));
            front.holdAll();
            long third = topic.append(here.address(), "4");
            topic.append(there.address(), "4");
            assertThat(page.locator("[data-verdict=waiting]")).containsText("not here yet");
            front.heal();
            Locator lost = page.locator("[data-verdict=missing_b]");
            assertThat(lost).containsText(Long.toString(third));
            assertThat(lost).containsText("missing there");
            topic.append(here.address(), "5");
            assertThat(page.locator("[data-verdict=missing_a]")).containsText("missing here");
            assertThat(page.locator(".summary")).hasText(Pattern.compile(
                    "^Same so far: 0 events · 1 on one side only yet · 1 different · 1 missing here · 1 missing there$"));
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    /** An event that the node finds when it next compares positions. */
    private void put(RedisProcess redis, long id, long prev, String data) {
        redis.call("XADD", topic.redisKey(), new EventId(id).toRedis(), "prev", Long.toString(prev), "event", "e",
                "data", data);
    }

    @Test
    void saysThatANodeDoesNotHaveThePosition() {
        topic.append(DemoNodes.first(), "1");
        try (RedisProcess redis = RedisProcess.start(); Node stranger = Node.demo(redis.uri());
                Browser browser = Browser.open()) {
            Page page = browser.tab(page(DemoNodes.first(), stranger.address()));
            assertThat(page.locator(".pairs .notice")).containsText("does not have this position");
        }
    }

    @Test
    void saysWhatAPageNeedsToReachAnotherNode() {
        try (RedisProcess redis = RedisProcess.start(); Node alone = Node.start(redis.uri());
                Browser browser = Browser.open()) {
            Page page = browser.tab(page(alone.address(), DemoNodes.second()));
            assertThat(page.locator(".pairs .notice")).containsText("roomwire.pages.connect");
            assertThat(page.locator(".heads .chip[data-state=connected]")).hasCount(1);
            assertThat(browser.errors()).isNotEmpty().allMatch(error -> error.contains("Content Security Policy"));
        }
    }

    @Test
    void fitsANarrowScreen() {
        try (Browser browser = Browser.open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(375, 700))) {
            Page page = browser.tab(page(DemoNodes.first(), DemoNodes.second()));
            assertThat(page.locator(".heads .chip[data-state=connected]")).hasCount(2);
            topic.append(DemoNodes.first(), "1");
            assertThat(page.locator(".summary")).hasText("Same so far: 1 event");
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(375);
            Accessibility.check(page);
        }
    }

    private Page compare(Browser browser, URI here, TcpProxy there) {
        Page page = browser.tab(page(here, URI.create("http://127.0.0.1:" + there.port())));
        assertThat(page.locator(".heads .chip[data-state=connected]")).hasCount(2);
        return page;
    }

    private String page(URI here, URI there) {
        return here.resolve("/inspector?stream=" + topic.stream() + "&other=" + there).toString();
    }
}
