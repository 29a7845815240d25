package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.RefusalReason;
import io.roomwire.testkit.Outcome;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class LogPlacesTest {

    private final Taken taken = new Taken();

    @Test
    void asksNobodyWhereThereIsNoCap() {
        LogPlaces places = places(0, 0);
        for (int i = 0; i < 1000; i++) {
            assertThat(Outcome.of(places.take(LogRoom.stream("a")))).isNotNull();
        }
        assertThat(taken.byOwner).isEmpty();
    }

    @Test
    void countsPerRoom() {
        LogPlaces places = places(2, 0);
        Runnable leave = Outcome.of(places.take(LogRoom.stream("a")));
        Outcome.of(places.take(LogRoom.stream("a")));
        Outcome.of(places.take(LogRoom.stream("b")));
        assertThat(taken.byOwner).isEqualTo(Map.of("worklog:a", 2, "worklog:b", 1));
        assertRefused(places, "a", RefusalReason.WORKLOG_STREAMS_PER_ROOM);
        leave.run();
        leave.run();
        assertThat(taken.byOwner).containsEntry("worklog:a", 1);
        Outcome.of(places.take(LogRoom.stream("a")));
        assertRefused(places, "a", RefusalReason.WORKLOG_STREAMS_PER_ROOM);
    }

    @Test
    void countsPerNodeAndForgetsThoseThatTheRoomRefused() {
        LogPlaces places = places(1, 2);
        Outcome.of(places.take(LogRoom.stream("a")));
        assertRefused(places, "a", RefusalReason.WORKLOG_STREAMS_PER_ROOM);
        Runnable leave = Outcome.of(places.take(LogRoom.stream("b")));
        assertRefused(places, "c", RefusalReason.WORKLOG_STREAMS_PER_NODE);
        leave.run();
        Outcome.of(places.take(LogRoom.stream("c")));
    }

    private static void assertRefused(LogPlaces places, String room, RefusalReason reason) {
        assertThatThrownBy(() -> Outcome.of(places.take(LogRoom.stream(room))))
                .isInstanceOfSatisfying(LimitReached.class, limit -> assertThat(limit.reason()).isEqualTo(reason));
    }

    private LogPlaces places(int perRoom, int perNode) {
        LogSettings.Caps caps = new LogSettings.Caps(0, 0, perRoom, perNode);
        Duration any = Duration.ofDays(1);
        return new LogPlaces(taken, new LogSettings(false, any, 1, any, 1, caps));
    }

    /** Places of one node. */
    private static final class Taken implements Leases {

        private final Map<String, Integer> byOwner = new HashMap<>();

        @Override
        public CompletionStage<Lease> take(String owner, int most) {
            if (byOwner.getOrDefault(owner, 0) >= most) {
                return CompletableFuture.failedFuture(new LeaseLimit(most, most));
            }
            byOwner.merge(owner, 1, Integer::sum);
            return CompletableFuture.completedFuture(() -> byOwner.merge(owner, -1, Integer::sum));
        }
    }
}
