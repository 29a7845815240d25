package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The client module's pure functions, in the browser that is to run them. */
@TestInstance(Lifecycle.PER_CLASS)
final class RoomEventsMergeIT {

    private final Browser browser = Browser.open();
    private final Node node = Node.start(TestRedis.uri());
    private final ModulePage page = ModulePage.open(browser, node.address());

    @AfterAll
    void close() {
        browser.close();
        node.close();
    }

    /** Entries written as {@code id/client_msg_id/text}, in their order. */
    private List<Object> merged(String expression) {
        return page.list("(" + expression + ").map(e => [e.id, e.client_msg_id, e.text].join('/'))");
    }

    @Test
    void replacesAnOlderCopyAndKeepsItsPlace() {
        assertThat(merged("m.merge([{ id: 1, text: 'a' }, { id: 2, text: 'b' }], { id: 1, text: 'c' })"))
                .containsExactly("1//c", "2//b");
    }

    @Test
    void leavesWhatItIsGivenAlone() {
        assertThat(page.run("""
                () => { const list = Object.freeze([Object.freeze({ id: 1 })]); const more = m.merge(list, { id: 2 })
                        return list.length === 1 && more.length === 2 && m.merge([], list)[0] === list[0] }"""))
                .isEqualTo(true);
    }

    @Test
    void ordersByAMemberOrAComparison() {
        assertThat(merged("m.merge([{ id: 1, at: 30 }, { id: 2, at: 9 }], [{ id: 3, at: 10 }], { order: 'at' })"))
                .containsExactly("2//", "3//", "1//");
        assertThat(merged("m.merge([{ id: 1 }, { id: 2 }], [{ id: 3 }], { order: (a, b) => b.id - a.id })"))
                .containsExactly("3//", "2//", "1//");
    }

    @Test
    void keepsTheLastOnes() {
        assertThat(merged("m.merge([{ id: 3 }, { id: 1 }], [{ id: 2 }], { order: 'id', last: 2 })"))
                .containsExactly("2//", "3//");
        assertThat(merged("m.merge([{ id: 1 }], [], { last: 2 })")).containsExactly("1//");
        assertThat(merged("m.merge([{ id: 1 }], [], { last: 0 })")).isEmpty();
    }

    @Test
    void replacesAnOptimisticEntryByItsLiveCopy() {
        String mine = "m.merge([{ id: 'm1', client_msg_id: 'c1', seq: 5 }],"
                + " { id: 'c2', client_msg_id: 'c2', text: 'hi' }, { order: 'seq' })";
        assertThat(merged(mine)).containsExactly("m1/c1/", "c2/c2/hi");
        assertThat(merged("m.merge(" + mine + ", { id: 'm2', client_msg_id: 'c2', seq: 4 }, { order: 'seq' })"))
                .containsExactly("m2/c2/", "m1/c1/");
    }

    @Test
    void neverReplacesALiveCopyByAnOptimisticOne() {
        assertThat(merged("m.merge([{ id: 'm1', client_msg_id: 'c1', seq: 5, text: 'live' }],"
                + " { id: 'c1', client_msg_id: 'c1', text: 'mine' }, { order: 'seq' })")).containsExactly("m1/c1/live");
    }

    @Test
    void knowsAnOptimisticEntryByItsIdAlone() {
        assertThat(merged("m.merge([{ id: 'c1', text: 'mine' }], { id: 'm1', client_msg_id: 'c1', text: 'live' })"))
                .containsExactly("m1/c1/live");
    }

    @Test
    void makesOneOfEntriesThatTurnOutToBeTheSame() {
        assertThat(merged("m.merge([{ id: 'm1', text: 'a' }, { id: 'x', text: 'x' },"
                + " { client_msg_id: 'c1', text: 'b' }], [{ id: 'm1', client_msg_id: 'c1', text: 'c' },"
                + " { client_msg_id: 'c1', id: 'm1', text: 'd' }])"))
                .containsExactly("m1/c1/d", "x//x");
    }

    @Test
    void keepsTheNewerOfTwoCopiesByItsVersion() {
        assertThat(merged("m.merge([{ id: 1, v: '2026-01-02', text: 'new' }], { id: 1, v: '2026-01-01', text: 'old' },"
                + " { version: 'v' })")).containsExactly("1//new");
    }

    @Test
    void dropsAnEntryByEitherOfItsIds() {
        assertThat(merged("m.drop([{ id: 1 }, { id: 2, client_msg_id: 'c' }, { id: 3 }], 'c')"))
                .containsExactly("1//", "3//");
        assertThat(merged("m.drop([{ id: 1 }, { id: 2 }], 1)")).containsExactly("2//");
    }

    @Test
    void waitsLongerFromTryToTryAndByChance() {
        assertThat(page.list("[1, 2, 3, 4, 5, 6].map(i => m.backoff(i, 1000, 30000, () => 1))"))
                .containsExactly(1000, 2000, 4000, 8000, 16000, 30000);
        assertThat(page.run("m.backoff(3, 1000, 30000, () => 0)")).isEqualTo(0);
        assertThat(page.run("new Set(Array.from({ length: 20 }, () => m.backoff(9))).size")).isEqualTo(20);
    }
}
