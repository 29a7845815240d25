package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several tabs of one profile on one stream, and a tab that is loaded again. */
final class RoomEventsTabsIT {

    private static final String STORE = "{ store: { key: 'last-seq:mia:p1', channel: 'pc:p1' } }";

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri());
    private final Topic topic = Topic.fresh();

    @AfterEach
    void close() {
        browser.close();
        node.close();
    }

    private ModulePage tab() {
        return ModulePage.open(browser, node.address());
    }

    private String append(int from, int to) {
        return Long.toString(IntStream.rangeClosed(from, to)
                .mapToLong(i -> topic.append(node.address(), Integer.toString(i))).max().orElseThrow());
    }

    private static String stored(String box) {
        return box + "['last-seq:mia:p1']";
    }

    @Test
    void aRefreshedPageGoesOnWhereItWas() {
        ModulePage tab = tab().live(topic.path(), STORE);
        String last = append(1, 2);
        tab.await(stored("sessionStorage") + " === '" + last + "'");
        tab.page().navigate("about:blank");
        append(3, 4);
        tab.page().goBack();
        tab.loaded().live(topic.path(), STORE);
        assertThat(tab.awaitSeen(2).seen()).isEqualTo(List.of(3, 4));
    }

    @Test
    void savesWhatCameJustBeforeTheEnd() {
        ModulePage tab = tab().live(topic.path(), STORE);
        String last = append(1, 1);
        tab.awaitSeen(1).page().reload();
        assertThat(tab.loaded().run(stored("sessionStorage"))).isEqualTo(last);
    }

    @Test
    void aFreshTabBeginsWhereAnotherIs() {
        ModulePage first = tab().live(topic.path(), STORE);
        String last = append(1, 3);
        first.await(stored("localStorage") + " === '" + last + "'");
        ModulePage second = tab().live(topic.path(), STORE);
        assertThat(second.opened()).hasSize(1).allMatch(url -> url.endsWith("last_event_id=" + last));
        append(4, 4);
        assertThat(second.awaitSeen(1).seen()).isEqualTo(List.of(4));
    }

    @Test
    void aTabNeverSkipsWhatOnlyAnotherReceived() {
        ModulePage first = tab().live(topic.path(), "{ backoff: 1e9, cap: 1e9, ..." + STORE + " }");
        ModulePage second = tab().live(topic.path(), STORE);
        append(1, 1);
        second.awaitSeen(1);
        first.awaitSeen(1).run("dispatchEvent(new Event('offline'))");
        String last = append(2, 5);
        assertThat(second.awaitSeen(5).seen()).isEqualTo(List.of(1, 2, 3, 4, 5));
        first.await("feed.shared === '" + last + "'").run("dispatchEvent(new Event('online'))");
        assertThat(first.awaitSeen(5).seen()).isEqualTo(List.of(1, 2, 3, 4, 5));
    }

    @Test
    void worksWithoutStorage() {
        browser.context().addInitScript("""
                for (const box of ['sessionStorage', 'localStorage']) {
                  Object.defineProperty(window, box, { get() { throw new DOMException('forbidden', 'SecurityError') } })
                }""");
        ModulePage tab = tab().live(topic.path(), STORE);
        append(1, 1);
        assertThat(tab.awaitSeen(1).seen()).isEqualTo(List.of(1));
        tab.run("feed.close()");
        assertThat(browser.errors()).isEmpty();
    }
}
