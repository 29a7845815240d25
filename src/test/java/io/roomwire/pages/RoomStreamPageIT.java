package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.TcpProxy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a room's page does when its stream is away, and how often it asks by HTTP. */
@Timeout(120)
final class RoomStreamPageIT {

    private static final Pattern EVENTS = Pattern.compile("/events\\?");
    private static final String PACKET = "/stream-packet";
    private static final String PUBLIC = "/public?";
    private static final String PRIVATE = "/private?";

    /** Clients wait up to 30 s between two tries. */
    private static final ContainsTextOptions IN_TIME = new ContainsTextOptions().setTimeout(45_000);

    private final Browser browser = Browser.open();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    @Tag("faults")
    void asksByHttpWhileTheStreamIsAway() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.say("Mia", "by HTTP");
            Page page = listening();
            page.clock().install();
            page.route(EVENTS, Route::abort);
            page.navigate(room.page());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            assertThat(page.locator("rw-room-chat.public .message p")).hasText("by HTTP");
            assertThat(page.locator(".head .chip")).containsText("SSE: reconnecting");
            page.waitForCondition(() -> count(PRIVATE) == 3);
            assertThat(count(PACKET)).isEqualTo(1);
            assertThat(count(PUBLIC)).isEqualTo(1);
            page.clock().fastForward(30_000);
            page.waitForCondition(() -> count(PACKET) == 2);
            assertThat(count(PUBLIC)).isEqualTo(1);
            room.say("Mia", "by HTTP again");
            page.clock().fastForward(30_000);
            assertThat(page.locator("rw-room-chat.public .message p").last()).hasText("by HTTP again");
            assertThat(count(PUBLIC)).isEqualTo(2);
        }
    }

    @Test
    void asksSeldomByHttpWhileTheStreamIsLive() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = listening();
            page.clock().install();
            page.navigate(room.page());
            assertThat(page.locator("[data-of=trader]")).isVisible();
            page.waitForCondition(() -> count(PUBLIC) == 1 && count(PRIVATE) == 1);
            page.clock().fastForward(20_000);
            room.say("Mia", "still here");
            assertThat(page.locator("rw-room-chat.public .message")).hasCount(1);
            assertThat(count(PUBLIC) + count(PRIVATE)).isEqualTo(2);
            assertThat(count("/api/rooms/" + room.id() + "/events?decision_limit=5&user_session_id=usr_sess_"))
                    .isEqualTo(1);
            page.clock().fastForward(40_000);
            page.waitForCondition(() -> count(PUBLIC) == 2 && count(PRIVATE) == 2 && count(PACKET) == 1);
        }
    }

    @Test
    @Tag("faults")
    void goesOnAfterADropWithoutLossOrRepeat() {
        try (OwnRoom room = OwnRoom.silent(); TcpProxy proxy = TcpProxy.to(DemoNodes.balancer().getPort())) {
            room.say("Mia", "line 1");
            Page page = listening();
            page.navigate("http://127.0.0.1:" + proxy.port() + room.path());
            Locator texts = page.locator("rw-room-chat.public .message p");
            assertThat(texts).hasText(new String[] {"line 1"});
            assertThat(page.locator(".head .chip")).containsText("SSE: connected");
            proxy.refuse();
            assertThat(page.locator(".head .chip")).containsText("SSE: reconnecting");
            assertThat(page.locator("rw-room-chat.private .status")).hasText("The node did not answer.");
            IntStream.rangeClosed(2, 6).forEach(n -> room.say("Mia", "line " + n));
            room.holds(1, "NVDA");
            proxy.heal();
            assertThat(page.locator(".head .chip")).containsText("SSE: connected", IN_TIME);
            assertThat(texts).hasText(new String[] {"line 1", "line 2", "line 3", "line 4", "line 5", "line 6"});
            assertThat(page.locator(".decision")).hasCount(1);
            assertThat(page.locator("rw-room-chat.private .status")).containsText("0 shown");
            assertThat(page.locator(".notice")).hasCount(0);
            assertThat(count(PUBLIC)).isEqualTo(1);
        }
    }

    @Test
    @Tag("faults")
    void tellsWhatWasMissedAndLoadsAllAgain() {
        try (OwnRoom room = OwnRoom.silent(); TcpProxy proxy = TcpProxy.to(DemoNodes.balancer().getPort())) {
            room.say("Mia", "before");
            Page page = browser.tab("http://127.0.0.1:" + proxy.port() + room.path());
            assertThat(page.locator("rw-room-chat.public .message")).hasCount(1);
            assertThat(page.locator("[data-of=trader]")).isVisible();
            proxy.refuse();
            assertThat(page.locator(".head .chip")).containsText("SSE: reconnecting");
            room.say("Mia", "in between");
            IntStream.rangeClosed(1, 210).forEach(cycle -> room.holds(cycle, "NVDA"));
            proxy.heal();
            assertThat(page.locator(".notice")).containsText("The stream began anew", IN_TIME);
            assertThat(page.locator(".notice")).containsText("history_unavailable");
            assertThat(page.locator("rw-room-chat.public .message p")).hasText(new String[] {"before", "in between"});
            assertThat(page.locator(".decision")).hasCount(20);
            assertThat(page.locator(".decision h3").first()).hasText("#210");
            Accessibility.check(page);
            page.locator(".notice button").click();
            assertThat(page.locator(".notice")).hasCount(0);
        }
    }

    @Test
    void showsTheStateOfItsStream() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            List<Route> held = new ArrayList<>();
            page.route(EVENTS, held::add);
            page.navigate(room.page());
            Locator chip = page.locator(".head .chip");
            assertThat(chip).hasText(Pattern.compile("^\\s*SSE: connecting\\s*$"));
            page.waitForCondition(() -> !held.isEmpty());
            held.forEach(Route::abort);
            assertThat(chip).hasText(Pattern.compile("SSE: reconnecting\\s+\\(attempt \\d+\\)"));
            page.unroute(EVENTS);
            page.locator("button:has-text('Connect now')").click();
            assertThat(chip).hasText(Pattern.compile("SSE: connected\\s+last \\d\\d:\\d\\d:\\d\\d"));
            assertThat(page.locator(".at span")).hasText(Pattern.compile("stream position \\d{16}\\.0"));
            assertThat(page.locator("button:has-text('Connect now')")).isHidden();
        }
    }

    @Test
    void marksAPacketThatIsOldAsStale() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            page.clock().install();
            page.navigate(room.page());
            assertThat(page.locator("[data-of=trader]")).isVisible();
            assertThat(page.locator("rw-room-packet .chip:has-text('stale')")).hasCount(0);
            browser.context().setOffline(true);
            page.clock().fastForward(46_000);
            assertThat(page.locator("rw-room-packet .chip:has-text('stale')")).isVisible();
            browser.context().setOffline(false);
            assertThat(page.locator("rw-room-packet .chip:has-text('stale')")).hasCount(0);
        }
    }

    private Page listening() {
        Page page = browser.tab();
        page.onRequest(request -> asked.add(request.url()));
        return page;
    }

    private long count(String part) {
        return asked.stream().filter(url -> url.contains(part)).count();
    }
}
