package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the client module does when it is refused, for now or for good. */
final class RoomEventsAccessIT {

    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final int MANY_MS = 10 * 60 * 1000;

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.topics.read", "token",
            "roomwire.jwt.secret", Jwt.SECRET, "roomwire.limits.streams-per-user", 1));
    private final Topic topic = Topic.fresh();
    private final String user = TestRedis.freshName("mia");

    @AfterEach
    void close() {
        browser.close();
        node.close();
    }

    private String token(Duration validity) {
        return Jwt.of(user, Map.of("read", List.of(topic.stream())), validity);
    }

    private ModulePage page() {
        return ModulePage.open(browser, node.address());
    }

    private void append(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> topic.append(node.address(), Integer.toString(i)));
    }

    @Test
    void showsAFreshTokenWheneverItOpensAnew() {
        List<String> asked = new ArrayList<>();
        Page tab = browser.tab();
        tab.exposeFunction("mint", arguments -> {
            asked.add(String.valueOf(arguments[0]));
            return token(SHORT);
        });
        ModulePage page = ModulePage.open(tab, node.address()).live(topic.path(), "{ token: mint, backoff: 100 }");
        append(1, 1);
        page.await("states.filter(state => state.name === 'connected').length >= 3");
        append(2, 3);
        assertThat(page.awaitSeen(3).seen()).isEqualTo(List.of(1, 2, 3));
        assertThat(asked).hasSizeGreaterThanOrEqualTo(3).containsOnly("false");
        assertThat(page.opened()).doesNotHaveDuplicates();
        assertThat(page.fetched()).isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void asksForARenewedTokenOnceTheKeptOneIsRefused() {
        Page tab = browser.tab();
        String kept = token(Duration.ofSeconds(-1));
        tab.exposeFunction("mint",
                arguments -> Boolean.TRUE.equals(arguments[0]) ? token(Duration.ofMinutes(1)) : kept);
        ModulePage page = ModulePage.open(tab, node.address()).live(topic.path(), "{ token: mint }");
        append(1, 1);
        assertThat(page.awaitSeen(1).opened()).hasSize(2);
        assertThat(page.fetched()).hasSize(2);
    }

    @Test
    void tellsThatATokenIsRefusedAndAsksNoMore() {
        Page tab = browser.tab();
        tab.clock().install();
        ModulePage page = ModulePage.open(tab, node.address()).watch(topic.path(), "{ token: () => 'none.of.ours' }");
        assertThat(page.awaitState("auth_failed").run("feed.state"))
                .isEqualTo(Map.of("name", "auth_failed", "status", 401));
        int requests = page.requests().size();
        tab.clock().runFor(MANY_MS);
        assertThat(page.requests()).hasSize(requests);
        assertThat(page.opened()).hasSize(1);
        assertThat(page.fetched()).hasSize(2);
    }

    @Test
    void tellsThatARightIsMissing() {
        String other = Jwt.of(user, Map.of("read", List.of("topic:other")));
        ModulePage page = page().watch(topic.path(), "{ token: () => '" + other + "' }").awaitState("auth_failed");
        assertThat(page.run("feed.state.status")).isEqualTo(403);
    }

    @Test
    void goesOnByHandOnceItMay() {
        ModulePage page = page().watch(topic.path(), "{ token: () => window.key }").awaitState("auth_failed");
        page.run("() => { window.key = '" + token(Duration.ofMinutes(1)) + "'; feed.reconnect() }");
        page.awaitState("connected");
        append(1, 1);
        assertThat(page.awaitSeen(1).seen()).isEqualTo(List.of(1));
    }

    @Test
    void endsWhereThereIsNothingToWatch() {
        ModulePage page = page().watch("/api/rooms/nobody/events", "{}").awaitState("closed");
        assertThat(page.run("feed.state")).isEqualTo(Map.of("name", "closed", "reason", "refused", "status", 404));
        assertThat(page.states()).isEqualTo(List.of("connecting", "reconnecting", "closed"));
    }

    @Test
    void triesAgainWhenTheTokenCannotBeHad() {
        ModulePage page = page().watch(topic.path(), "{ backoff: 50, token: async () => window.key ?? nobody() }");
        page.await("states.some(state => state.attempt > 1)");
        page.run("window.key = '" + token(Duration.ofMinutes(1)) + "'");
        page.awaitState("connected");
    }

    @Test
    @Tag("faults")
    void countsDownToTheNextTryWhileItsUserHasEnough() {
        String key = token(Duration.ofMinutes(5));
        SseViewer only = SseViewer.watch(node.address(), topic.path() + "?token=" + key).awaitLive();
        ModulePage page = page().watch(topic.path(), "{ token: () => '" + key + "' }");
        page.await("states.some(state => state.retryAfter === 0)");
        List<Object> left = page.list("states.flatMap(state => state.retryAfter ?? [])");
        assertThat(left.subList(0, left.indexOf(0) + 1)).endsWith(4, 3, 2, 1, 0);
        assertThat(page.states()).doesNotContain("connected", "reconnecting");
        only.close();
        page.awaitState("connected");
    }
}
