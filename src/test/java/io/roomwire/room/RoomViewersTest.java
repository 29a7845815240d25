package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.room.RoomPresence.Crowd;
import org.junit.jupiter.api.Test;

final class RoomViewersTest {

    private final RoomViewers viewers = new RoomViewers();

    @Test
    void knowsHowManyThereAreAndTheMostThatOneWants() {
        viewers.enter("t_001", 5);
        viewers.enter("t_001", 20);
        viewers.enter("t_001", 5);
        assertThat(viewers.in("t_001")).isEqualTo(new Crowd(3, 20));
        viewers.leave("t_001", 20);
        assertThat(viewers.in("t_001")).isEqualTo(new Crowd(2, 5));
    }

    @Test
    void forgetsARoomThatEverybodyLeft() {
        viewers.enter("t_001", 5);
        viewers.leave("t_001", 5);
        assertThat(viewers.rooms()).isEmpty();
        assertThat(viewers.in("t_001")).isEqualTo(Crowd.NOBODY);
    }
}
