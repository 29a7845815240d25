package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every page when Redis has lost everything, and when its user's token is over. The same tabs go through both. */
@Tag("faults")
@Timeout(180)
final class OutageIT {

    /** Trading sessions say nothing by themselves. */
    private static final Map<String, Object> SETTINGS = Map.of("roomwire.control-token", "", "roomwire.jwt.secret",
            Jwt.SECRET, "roomwire.hmac.secret", ChatProject.SECRET, "roomwire.trading.step", "1m");

    private static final List<String> WITH_TOKEN = List.of("worklog", "trading", "chat", "console", "groups");
    private static final double PATIENCE_MS = 30_000;
    private static final double CALM_MS = 3000;
    /** Two pages ask for their two lists now and then: once more, and then no more. */
    private static final int FEW = 4;

    private static final RedisProcess REDIS = RedisProcess.start();

    @SuppressWarnings("NullAway.Init")
    private static Node first;

    @SuppressWarnings("NullAway.Init")
    private static Node second;

    @SuppressWarnings("NullAway.Init")
    private static Nginx balancer;

    @SuppressWarnings("NullAway.Init")
    private static TcpProxy way;

    @SuppressWarnings("NullAway.Init")
    private static CountingPages pages;

    @BeforeAll
    static void start() {
        first = node();
        second = node();
        balancer = Nginx.before(first.address().getPort(), second.address().getPort());
        way = TcpProxy.to(balancer.address().getPort());
        pages = CountingPages.open(URI.create("http://127.0.0.1:" + way.port()));
        pages.giveNoTokens();
    }

    private static Node node() {
        Node node = Node.launch(REDIS.uri(), SETTINGS, "open");
        await().until(node::isReady);
        return node;
    }

    @AfterAll
    static void stop() {
        assertThat(pages.errors()).isEmpty();
        pages.close();
        way.close();
        balancer.close();
        second.close();
        first.close();
        REDIS.close();
    }

    @Test
    void saysThatTheStreamBeganAnewWhenRedisIsEmptyAndGoesOn() {
        pages.empty();
        pages.post(first.address(), 2);
        pages.areComplete();
        REDIS.restartEmpty();
        says("room", ".notice", "The stream began anew");
        says("worklog", ".mark", "Lines are missing here: they are no longer kept.");
        says("worklog", ".notice", "This room cannot be shown: Room with ID");
        says("trading", ".events li[data-type=gap]", "Events are missing here: they are no longer kept.");
        says("console", ".notice", "Stream reset received 1 time(s)");
        says("groups", ".notice", "A group’s stream was reset at");
        says("inspector", ".entry[data-kind=reset]", "buffer_cleared");
        pages.streams().makeAgain();
        workAnew();
        says("chat", ".notice", "The stream was reset at");
        pages.areLive();
        pages.beginsAnew(pages.page("room"));
        pages.beginsAnew(pages.page("chat"));
        pages.post(second.address(), 2);
        pages.areComplete();
        pages.areListed();
        assertThat(pages.front().locator("[data-redis=up]")).isVisible();
    }

    private static void says(String name, String where, String words) {
        assertThat(tab(name).locator(where).first()).containsText(words,
                new ContainsTextOptions().setTimeout(PATIENCE_MS));
    }

    private static Page tab(String name) {
        return pages.tab(name);
    }

    /** A work log's room cannot be made again under its name: the user makes another. */
    private static void workAnew() {
        Page page = tab("worklog");
        String lost = page.url();
        page.locator("summary").getByText("New room").click();
        page.getByLabel("What shall the agents make?").fill("Counting again");
        page.getByText("Create room").click();
        page.waitForURL(url -> !url.equals(lost));
        pages.streams().workIn(page.url().substring(page.url().indexOf("id=") + 3));
        pages.beginsAnew(pages.page("worklog"));
    }

    @Test
    void asksForAnotherTokenWhenItsOwnIsOverAndTriesNothingMeanwhile() {
        pages.empty();
        pages.post(first.address(), 1);
        pages.areComplete();
        String over = Jwt.of(pages.user().name(), Map.of("aud", "authenticated"), Duration.ofMinutes(-5));
        pages.tabs().forEach(page -> page.evaluate("it => sessionStorage.setItem('roomwire.token', it)", over));
        way.cut();
        WITH_TOKEN.forEach(name -> assertThat(CountingPage.chip(tab(name))).hasAttribute("data-state", "auth_failed",
                new HasAttributeOptions().setTimeout(PATIENCE_MS)));
        List<String> asked = new CopyOnWriteArrayList<>();
        WITH_TOKEN.forEach(name -> tab(name).onRequest(request -> asked.add(name + ' ' + request.url())));
        pages.post(first.address(), 1);
        pages.front().waitForTimeout(CALM_MS);
        assertThat(asked).as("asked while nothing can be had").hasSizeLessThanOrEqualTo(FEW)
                .noneMatch(request -> request.contains("last_event_id="));
        WITH_TOKEN.forEach(name -> signIn(tab(name), pages.user().token()));
        pages.areLive();
        pages.post(second.address(), 1);
        pages.areComplete();
    }

    private static void signIn(Page page, String token) {
        page.locator("rw-nav .row button").first().click();
        page.getByLabel("User, or a token").fill(token);
        page.getByText("Use", new Page.GetByTextOptions().setExact(true)).click();
    }
}
