package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.NodeProcess;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One stream in a page: what happens to it when nodes go, and what the page is told. */
final class RoomEventsIT {

    private static final int RETAINED = 10;

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri(), Map.of("roomwire.ring.events", RETAINED));
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        browser.close();
        node.close();
    }

    private ModulePage page() {
        return ModulePage.open(browser, node.address());
    }

    private void append(int from, int to) {
        IntStream.rangeClosed(from, to).forEach(i -> topic.append(node.address(), Integer.toString(i)));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    void hearsEventsInOrderAndTellsItsStates() {
        ModulePage page = page().live(topic.path(), "{}");
        append(1, 3);
        assertThat(page.awaitSeen(3).seen()).isEqualTo(numbers(1, 3));
        assertThat(page.states()).isEqualTo(List.of("connecting", "connected"));
        page.await("feed.position === '" + topic.append(node.address(), "4") + "'");
        page.run("feed.close()");
        assertThat(page.run("states.at(-1)")).isEqualTo(Map.of("name", "closed", "reason", "closed"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    @Tag("faults")
    void losesAndRepeatsNothingWhenItsNodeIsKilled() {
        try (NodeProcess one = NodeProcess.start(TestRedis.uri()); NodeProcess two = NodeProcess.start(TestRedis.uri());
             Nginx balancer = Nginx.before(one.port(), two.port())) {
            ModulePage page = ModulePage.open(browser, balancer.address()).live(topic.path(), "{}");
            for (int i = 1; i <= 40; i++) {
                topic.append(two.address(), Integer.toString(i));
                if (i == 20) {
                    page.awaitSeen(1);
                    one.kill();
                }
            }
            assertThat(page.awaitSeen(40).awaitState("connected").seen()).isEqualTo(numbers(1, 40));
            assertThat(page.states()).contains("reconnecting");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void opensAnewFromItsPositionAfterABalancersRefusal(boolean heardBefore) {
        append(1, 1);
        Node first = Node.start(TestRedis.uri());
        int port = first.address().getPort();
        try (Nginx balancer = Nginx.before(port)) {
            ModulePage page = ModulePage.open(browser, balancer.address()).live(topic.path(), "{ backoff: 100 }");
            if (heardBefore) {
                append(2, 2);
                page.awaitSeen(1);
            }
            first.close();
            page.await("states.some(state => state.attempt > 2)");
            append(3, 4);
            try (Node _ = Node.start(TestRedis.uri(), Map.of("micronaut.server.port", port))) {
                page.awaitState("connected").awaitSeen(heardBefore ? 3 : 2);
                assertThat(page.seen()).isEqualTo(heardBefore ? numbers(2, 4) : numbers(3, 4));
                assertThat(page.opened().getFirst()).endsWith("last_event_id=");
                assertThat(page.opened().getLast()).matches(".*last_event_id=[0-9]{16}");
                assertThat(page.list("resets")).isEmpty();
            }
        }
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void givesUpAfterSoManyAttemptsAndIsOpenedAnewByHand() {
        Node first = Node.start(TestRedis.uri());
        URI address = first.address();
        ModulePage page = ModulePage.open(browser, address).live(topic.path(), "{ maxAttempts: 3, backoff: 10 }");
        first.close();
        page.awaitState("closed");
        assertThat(page.list("states.map(state => state.attempt ?? state.reason ?? state.name)"))
                .isEqualTo(List.of("connecting", "connected", 1, 2, 3, "attempts"));
        append(1, 2);
        try (Node _ = Node.start(TestRedis.uri(), Map.of("micronaut.server.port", address.getPort()))) {
            page.run("feed.reconnect()");
            assertThat(page.awaitState("connected").awaitSeen(2).seen()).isEqualTo(numbers(1, 2));
        }
    }

    @Test
    void opensAnewAtOnceWhenTheMachineIsOnlineAgain() {
        ModulePage page = page().live(topic.path(), "{ backoff: 1e9, cap: 1e9 }");
        append(1, 1);
        page.awaitSeen(1);
        browser.context().setOffline(true);
        page.awaitState("reconnecting");
        append(2, 3);
        browser.context().setOffline(false);
        assertThat(page.awaitSeen(3).awaitState("connected").seen()).isEqualTo(numbers(1, 3));
    }

    @Test
    void doesNotCountTriesWhileTheMachineIsOffline() {
        ModulePage page = page().live(topic.path(), "{ maxAttempts: 2, backoff: 10 }");
        browser.context().setOffline(true);
        page.await("states.some(state => state.attempt > 4)");
        browser.context().setOffline(false);
        page.awaitState("connected");
    }

    @Test
    void pausesAndGoesOnWhereItWas() {
        ModulePage page = page().live(topic.path(), "{}");
        append(1, 1);
        page.awaitSeen(1).run("feed.close()");
        append(2, 5);
        page.run("feed.reconnect()");
        assertThat(page.awaitSeen(5).seen()).isEqualTo(numbers(1, 5));
    }

    @Test
    void goesOnFromTheIdThatThePageChooses() {
        append(1, 1);
        long second = topic.append(node.address(), "2");
        append(3, 3);
        ModulePage page = page().live(topic.path(), "{ lastEventId: " + second + " }");
        assertThat(page.awaitSeen(1).seen()).isEqualTo(numbers(3, 3));
        page.run("feed.reconnect(0)");
        assertThat(page.awaitSeen(4).seen()).isEqualTo(List.of(3, 1, 2, 3));
    }

    @Test
    void tellsThatItsPositionIsGoneAndTakesTheNewOne() {
        ModulePage page = page().live(topic.path(), "{}");
        append(1, 1);
        page.awaitSeen(1).run("feed.close()");
        append(2, RETAINED + 5);
        page.run("feed.reconnect()");
        page.await("resets.length === 1");
        assertThat(page.run("feed.position === String(resets[0].newest_id)")).isEqualTo(true);
        page.run("feed.reconnect()");
        append(99, 99);
        assertThat(page.awaitSeen(2).seen()).isEqualTo(List.of(1, 99));
        assertThat(page.list("resets")).hasSize(1);
    }

    @Test
    void reportsWhatIsNoJsonAndGoesOn() {
        ModulePage page = page().live(topic.path(), "{}");
        Outcome.of(node.bean(Hub.class).signal(StreamKey.parse(topic.stream()), "e", "{\"half\":"));
        append(1, 1);
        assertThat(page.awaitSeen(1).list("bad")).isEqualTo(List.of("{\"half\":"));
        assertThat(page.states()).isEqualTo(List.of("connecting", "connected"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void keepsOneHandlersFaultFromTheOthers() {
        ModulePage page = page().live(topic.path(), "{}");
        page.run("() => { feed.on('e', () => { throw new Error('on purpose') }) }");
        page.run("() => { feed.on('e', data => seen.push(-data)) }");
        append(1, 2);
        assertThat(page.awaitSeen(4).seen()).isEqualTo(List.of(1, -1, 2, -2));
        assertThat(browser.errors()).hasSize(2).allMatch(error -> error.contains("on purpose"));
    }

    @Test
    void hearsAnEventUntilItsHandlerIsTakenAway() {
        ModulePage page = page().live(topic.path(), "{ events: {} }");
        page.run("() => { window.off = feed.on('e', (data, info) => seen.push(data, info.name, info.position)) }");
        long id = topic.append(node.address(), "1");
        assertThat(page.awaitSeen(3).seen()).isEqualTo(List.of(1, "e", Long.toString(id)));
        page.run("() => { off(); feed.on('*', data => resets.push(data)) }");
        append(2, 2);
        assertThat(page.await("resets.length").list("resets")).isEqualTo(List.of(2));
        assertThat(page.seen()).hasSize(3);
    }

    @Test
    void isNotConnectedWhileTheNodeIsFull() {
        try (Node full = Node.start(TestRedis.uri(), Map.of("roomwire.sse.streams", 1))) {
            SseViewer only = topic.watch(full.address());
            ModulePage page = ModulePage.open(browser, full.address())
                    .watch(topic.path(), "{ backoff: 50, events: { unavailable: data => bad.push(data.reason) } }");
            page.await("states.some(state => state.attempt > 1)");
            assertThat(page.states()).doesNotContain("connected");
            assertThat(page.list("bad").getFirst()).isEqualTo("too_many_streams");
            only.close();
            page.awaitState("connected");
        }
    }
}
