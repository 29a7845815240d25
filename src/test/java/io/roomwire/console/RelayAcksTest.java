package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class RelayAcksTest {

    private final AtomicLong nanos = new AtomicLong(-1);
    private final RelayAcks acks = new RelayAcks(nanos::get);

    @Test
    void messagesOnlyGrowAndCountOnlyForWhatWasWritten() {
        acks.begin(10, false);
        acks.written(20);
        acks.acknowledged(21);
        assertThat(acks.settled()).isEqualTo(10);
        assertThat(acks.explicit()).isFalse();
        acks.acknowledged(15);
        acks.acknowledged(12);
        assertThat(acks.settled()).isEqualTo(15);
        assertThat(acks.explicit()).isTrue();
    }

    @Test
    void aPongCountsForWhatWasWrittenBeforeItsPing() {
        acks.begin(10, false);
        assertThat(acks.beginPing()).as("nothing is written").isFalse();
        acks.written(20);
        assertThat(acks.beginPing()).isTrue();
        acks.written(30);
        assertThat(acks.beginPing()).as("one ping at a time").isFalse();
        assertThat(acks.settled()).isEqualTo(10);
        acks.ponged();
        assertThat(acks.settled()).isEqualTo(20);
        assertThat(acks.beginPing()).isTrue();
        acks.ponged();
        assertThat(acks.settled()).isEqualTo(30);
        assertThat(acks.beginPing()).as("all was answered").isFalse();
    }

    @Test
    void aPongDoesNotCountForWhoAcknowledges() {
        acks.begin(10, false);
        acks.written(20);
        assertThat(acks.beginPing()).isTrue();
        acks.acknowledged(11);
        acks.ponged();
        assertThat(acks.settled()).isEqualTo(11);
        acks.written(30);
        assertThat(acks.beginPing()).isFalse();
    }

    @Test
    void whoHasAcknowledgedBeforeIsGivenTimeToDoSoAgain() {
        acks.begin(10, true);
        acks.written(20);
        assertThat(acks.beginPing()).isTrue();
        nanos.addAndGet(RelayAcks.PATIENCE.toNanos());
        acks.ponged();
        assertThat(acks.settled()).isEqualTo(10);
        nanos.addAndGet(RelayAcks.PATIENCE.toNanos() - 1);
        assertThat(acks.settled()).isEqualTo(10);
        nanos.incrementAndGet();
        assertThat(acks.settled()).as("another agent took its place").isEqualTo(20);
        assertThat(acks.explicit()).isFalse();
    }

    @Test
    void thereIsRoomForAWindowOfWhatIsNotAcknowledged() {
        acks.begin(10, false);
        assertThat(acks.room(100, 500)).isEqualTo(100);
        assertThat(acks.room(100, 50)).isEqualTo(50);
        LongStream.rangeClosed(11, 90).forEach(acks::written);
        assertThat(acks.room(100, 50)).isEqualTo(20);
        LongStream.rangeClosed(91, 110).forEach(acks::written);
        assertThat(acks.room(100, 50)).isZero();
        acks.acknowledged(11);
        assertThat(acks.room(100, 50)).isEqualTo(1);
    }

    @Test
    void numbersThatWereLeftOutTakeNoRoom() {
        acks.begin(10, false);
        LongStream.rangeClosed(1001, 1060).forEach(acks::written);
        assertThat(acks.room(100, 500)).isEqualTo(40);
        LongStream.rangeClosed(1_795_212_345_678_003L, 1_795_212_345_678_012L).forEach(acks::written);
        assertThat(acks.room(100, 500)).isEqualTo(30);
        acks.acknowledged(1000);
        assertThat(acks.room(100, 500)).isEqualTo(30);
        acks.acknowledged(1050);
        assertThat(acks.room(100, 500)).isEqualTo(80);
        acks.acknowledged(1_795_212_345_678_003L);
        assertThat(acks.room(100, 500)).isEqualTo(91);
    }
}
