package io.roomwire.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.faults.Entry.Accepted;
import io.roomwire.faults.Entry.Answered;
import io.roomwire.faults.Entry.Asked;
import io.roomwire.faults.Entry.Behind;
import io.roomwire.faults.Entry.Connected;
import io.roomwire.faults.Entry.Held;
import io.roomwire.faults.Entry.Kept;
import io.roomwire.faults.Entry.Losing;
import io.roomwire.faults.Entry.Lost;
import io.roomwire.faults.Entry.Measured;
import io.roomwire.faults.Entry.Odd;
import io.roomwire.faults.Entry.Placed;
import io.roomwire.faults.Entry.Received;
import io.roomwire.faults.Entry.Relayed;
import io.roomwire.faults.Entry.Reset;
import io.roomwire.faults.Entry.Watches;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each rule lets pass what is promised, and finds what is not. */
final class CheckerTest {

    private static final String S = "topic:s";
    private static final String OTHER = "topic:other";

    private final List<Entry> entries = new ArrayList<>();

    private CheckerTest trace(Entry... more) {
        entries.addAll(List.of(more));
        return this;
    }

    /** Mia has a place behind event 10. */
    private CheckerTest watching() {
        return trace(new Watches("mia", List.of(S), false), new Placed("mia", S, 10));
    }

    /** Acknowledged as that id behind that one; the token is a letter and the id. */
    private CheckerTest appended(long id, long prev) {
        return trace(new Asked(S, "t" + id, false), new Answered(S, "t" + id, id, prev));
    }

    private CheckerTest got(long... ids) {
        for (long id : ids) {
            trace(new Received("mia", S, id, "t" + id));
        }
        return this;
    }

    private List<String> broken() {
        List<Stamped> stamped = IntStream.range(0, entries.size())
                .mapToObj(i -> new Stamped(i, i, entries.get(i))).toList();
        return Checker.check(stamped).stream().map(Violation::rule).distinct().sorted().toList();
    }

    @Test
    void letsPassWhatEverybodyGotOnceAndInOrder() {
        assertThat(watching().appended(11, 10).appended(12, 11).got(11, 12).broken()).isEmpty();
    }

    @Test
    void findsAnEventThatNeverCame() {
        assertThat(watching().appended(11, 10).broken()).containsExactly("delivery");
    }

    @Test
    void findsAHoleBetweenTwoEvents() {
        assertThat(watching().appended(11, 10).appended(12, 11).appended(13, 12).got(11, 13).broken())
                .containsExactly("chain", "delivery");
    }

    @Test
    void findsAHoleAlsoWhereNoAnswerToldThePredecessor() {
        assertThat(watching().appended(11, 10).trace(new Asked(S, "t12", false)).got(12).broken())
                .containsExactly("chain", "delivery");
    }

    @Test
    void findsAHoleOfAnEventThatNobodyAcknowledgedByWhatRedisHeld() {
        assertThat(watching().trace(new Asked(S, "t11", false), new Kept(S, 11, 10, "t11"), new Asked(S, "t12", false),
                new Kept(S, 12, 11, "t12")).got(12).broken()).containsExactly("chain");
    }

    @Test
    void findsEventsInAnotherOrder() {
        assertThat(watching().appended(11, 10).appended(12, 11).got(12, 11).broken()).contains("order");
    }

    @Test
    void findsAnEventThatCameTwice() {
        assertThat(watching().appended(11, 10).got(11, 11).broken()).containsExactly("once", "order");
    }

    private CheckerTest gotAgainAfterAResetWhileRedisHolds(Long... ids) {
        return trace(new Watches("mia", List.of(S), false), new Placed("mia", S, 0)).appended(11, 0).got(11)
                .trace(new Losing("emptied"), new Lost(false), new Held(S, List.of(ids)), new Reset("mia", S, 0, "r"))
                .got(11);
    }

    @Test
    void whatIsLostMayComeAgainFromANodeThatHasNotHeardOfIt() {
        assertThat(gotAgainAfterAResetWhileRedisHolds().broken()).isEmpty();
    }

    @Test
    void whoIsToldToLoadTheHistoryMayGetWhatItHolds() {
        assertThat(watching().appended(11, 10).got(11).trace(new Losing("failed over"),
                new Reset("mia", S, Entry.UNTOLD, "r")).got(11).broken()).isEmpty();
    }

    @Test
    void findsWhatComesAgainAfterAResetThoughNothingIsLost() {
        assertThat(gotAgainAfterAResetWhileRedisHolds(11L).broken()).containsExactly("once");
    }

    @Test
    void findsAnAppendThatBecameTwoEvents() {
        assertThat(watching().trace(new Asked(S, "t", true), new Answered(S, "t", 11, 10), new Kept(S, 12, 11, "t"),
                new Received("mia", S, 11, "t")).broken()).containsExactly("once");
    }

    @Test
    void findsAnUnacknowledgedAppendThatBecameTwoEvents() {
        assertThat(watching().trace(new Asked(S, "t", false), new Kept(S, 11, 10, "t"), new Kept(S, 12, 11, "t"))
                .broken()).containsExactly("once");
    }

    @Test
    void findsAnIdThatStandsForTwoEvents() {
        assertThat(watching().appended(11, 10).got(11).trace(new Asked(S, "u", false), new Kept(S, 11, 10, "u"))
                .broken()).containsExactly("once");
    }

    @Test
    void findsAnEventOfAnotherStream() {
        assertThat(watching().trace(new Asked(OTHER, "t11", false)).got(11).broken()).containsExactly("secrecy");
    }

    @Test
    void findsAStreamThatIsNotTheViewers() {
        assertThat(trace(new Watches("tom", List.of(OTHER), false), new Asked(S, "t11", false),
                new Received("tom", S, 11, "t11")).broken()).containsExactly("secrecy");
    }

    @Test
    void findsAnEventThatNobodyAskedFor() {
        assertThat(watching().got(11).broken()).containsExactly("secrecy");
    }

    @Test
    void findsAResetWithoutNeed() {
        assertThat(watching().trace(new Reset("mia", S, 10, "lost")).broken()).containsExactly("reset");
    }

    @Test
    void letsPassWhoIsToldToLoadTheHistory() {
        assertThat(watching().trace(new Reset("mia", S, Entry.UNTOLD, "r")).broken()).isEmpty();
    }

    @Test
    void letsPassAResetOfAReaderTooSlow() {
        assertThat(trace(new Watches("mia", List.of(S), true), new Placed("mia", S, 10)).appended(11, 10)
                .trace(new Reset("mia", S, 11, "overrun")).broken()).isEmpty();
    }

    /** 11 and 12 are lost; who had got them is told, who had not gets 13 as if they had never been. */
    private CheckerTest failedOver() {
        return watching().trace(new Watches("tom", List.of(S), false), new Placed("tom", S, 10))
                .appended(11, 10).appended(12, 11).got(11, 12).trace(new Losing("failed over"), new Lost(true),
                        new Held(S, List.of(10L))).appended(13, 10).trace(new Received("tom", S, 13, "t13"));
    }

    @Test
    void letsPassALossThatIsTold() {
        assertThat(failedOver().trace(new Reset("mia", S, 10, "lost")).got(13).broken()).isEmpty();
    }

    @Test
    void findsAChangeOfBranchThatIsNotTold() {
        assertThat(failedOver().got(13).broken()).containsExactly("chain");
    }

    @Test
    void findsAnEventBehindTheResetThatNeverCame() {
        assertThat(failedOver().trace(new Reset("mia", S, 10, "lost")).broken()).containsExactly("delivery");
    }

    /** An emptied Redis has a new first event, which everybody can tell from the next. */
    @Test
    void findsALossThatWasNotToldToOneWhoCouldBeTold() {
        assertThat(watching().appended(11, 10).trace(new Losing("emptied"), new Lost(false), new Held(S, List.of()))
                .appended(12, 0).got(12).broken()).containsExactly("chain", "delivery");
    }

    @Test
    void letsPassALossThatNobodyCanTellWhoHasSeenNothing() {
        assertThat(trace(new Watches("mia", List.of(S), false), new Placed("mia", S, 0)).appended(11, 0)
                .trace(new Losing("emptied"), new Lost(false), new Held(S, List.of())).appended(12, 0).got(12).broken())
                .isEmpty();
    }

    @Test
    void letsPassAKeyThatWasLostWithItsEvent() {
        assertThat(watching().trace(new Asked(S, "t", true), new Kept(S, 11, 10, "t"), new Received("mia", S, 11, "t"),
                new Losing("emptied"), new Lost(false), new Held(S, List.of()), new Reset("mia", S, 0, "lost"),
                new Answered(S, "t", 12, 0), new Received("mia", S, 12, "t"), new Held(S, List.of(12L))).broken())
                .isEmpty();
    }

    @Test
    void findsAPlaceThatIsNotWhereTheViewerStood() {
        assertThat(watching().trace(new Placed("mia", S, 11)).broken()).containsExactly("chain");
    }

    @Test
    void findsAPlaceBeforeWhatWasAcknowledged() {
        assertThat(trace(new Watches("mia", List.of(S), false)).appended(10, 0).trace(new Connected("mia", 1, ""),
                new Placed("mia", S, 0)).broken()).containsExactly("place");
        assertThat(new CheckerTest().trace(new Connected("mia", 1, "")).appended(10, 0).trace(
                new Placed("mia", S, 0)).got(10).broken()).doesNotContain("place");
    }

    private static List<String> relayed(Entry... entries) {
        return new CheckerTest().trace(entries).broken();
    }

    @Test
    void letsPassFramesThatCameAgainBehindACut() {
        assertThat(relayed(new Accepted("g", 1), new Accepted("g", 2), new Relayed("g", 1, 7, 1),
                new Relayed("g", 2, 7, 1), new Relayed("g", 2, 8, 2))).isEmpty();
    }

    @Test
    void findsAFrameThatWasLeftOutOrCameTwice() {
        assertThat(relayed(new Accepted("g", 1), new Accepted("g", 2), new Accepted("g", 3), new Relayed("g", 1, 7, 1),
                new Relayed("g", 1, 9, 3))).containsExactly("relay");
        assertThat(relayed(new Relayed("g", 1, 7, 1), new Relayed("g", 1, 7, 1))).containsExactly("relay");
        assertThat(relayed(new Relayed("g", 1, 7, 1), new Relayed("g", 1, 8, 1))).containsExactly("relay");
        assertThat(relayed(new Accepted("g", 1))).containsExactly("relay");
    }

    @Test
    void findsANumberThatStandsForTwoFrames() {
        assertThat(relayed(new Relayed("g", 1, 7, 1), new Relayed("g", 2, 7, 2))).containsExactly("relay");
    }

    @Test
    void aNumberIsNotGivenAgainAlsoWhereAFailoverLosesIt() {
        assertThat(relayed(new Relayed("g", 1, 7, 1), new Losing("failed over"), new Relayed("g", 1, 8, 2),
                new Relayed("g", 2, 8, 3), new Lost(true))).containsExactly("relay");
        assertThat(relayed(new Relayed("g", 1, 7, 1), new Losing("failed over"), new Relayed("g", 1, 8, 2),
                new Lost(true), new Relayed("g", 2, 1_000_007, 3))).isEmpty();
    }

    @Test
    void findsAcceptedFramesInAnotherOrder() {
        assertThat(relayed(new Accepted("g", 1), new Accepted("g", 2), new Relayed("g", 1, 7, 2),
                new Relayed("g", 1, 8, 1))).containsExactly("relay");
    }

    @Test
    void letsPassFramesThatRedisLost() {
        assertThat(relayed(new Accepted("g", 1), new Losing("emptied"), new Lost(false))).isEmpty();
        assertThat(relayed(new Asked("dongle:d", RelayPair.token(1), false), new Losing("emptied"), new Lost(false),
                new Accepted("g", 1))).isEmpty();
    }

    @Test
    void tellsWhatTheRunItselfFound() {
        assertThat(trace(new Behind("mia", S, "t1"), new Odd("mia", "404"), new Measured("threads", 10, 15, 4)).broken())
                .containsExactly("delivery", "odd", "return");
        assertThat(new CheckerTest().trace(new Measured("threads", 10, 14, 4)).broken()).isEmpty();
    }
}
