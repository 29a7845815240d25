package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ProactiveRoomsTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));
    private final ProactiveRooms rooms = new ProactiveRooms(now::get);

    @Test
    void looksAtTwoRoomsPerTick() {
        assertThat(rooms.next(List.of("a", "b", "c"))).containsExactly("a", "b");
        pass(2);
        assertThat(rooms.next(List.of("a", "b", "c"))).containsExactly("c");
        pass(2);
        assertThat(rooms.next(List.of("a", "b", "c"))).isEmpty();
        pass(1);
        assertThat(rooms.next(List.of("a", "b", "c"))).containsExactly("a", "b");
    }

    @Test
    void leavesNoRoomOut() {
        List<String> watched = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        List<String> looked = new ArrayList<>();
        for (int tick = 0; tick < 8; tick++) {
            looked.addAll(rooms.next(watched));
            pass(2);
        }
        assertThat(looked).hasSize(16).allSatisfy(room -> assertThat(looked).filteredOn(room::equals).hasSize(2));
    }

    @Test
    void looksWhereViewersWroteInTheLastTwoMinutes() {
        rooms.chatted("quiet");
        pass(120);
        assertThat(rooms.next(List.of())).containsExactly("quiet");
        pass(1);
        assertThat(rooms.next(List.of())).isEmpty();
    }

    @Test
    void sharesTheGapWithReaders() {
        assertThat(rooms.admit("a")).isTrue();
        assertThat(rooms.admit("a")).isFalse();
        assertThat(rooms.next(List.of("a"))).isEmpty();
        pass(5);
        assertThat(rooms.admit("a")).isTrue();
    }

    private void pass(int seconds) {
        now.updateAndGet(instant -> instant.plusSeconds(seconds));
    }
}
