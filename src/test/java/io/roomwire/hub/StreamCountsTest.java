package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.StreamKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StreamCountsTest {

    private static final StreamKey NEWS = new StreamKey("topic", "news");
    private static final StreamKey ROOM = new StreamKey("room", "t_001");

    private final StreamCounts counts = new StreamCounts();

    @Test
    void tellsWhatWasCountedSinceItWasLastAsked() {
        counts.count(NEWS);
        counts.count(NEWS);
        counts.count(ROOM);
        assertThat(counts.take(3)).isEqualTo(Map.of(NEWS, 2, ROOM, 1));
        counts.count(ROOM);
        assertThat(counts.take(3)).isEqualTo(Map.of(NEWS, 0, ROOM, 1));
    }

    @Test
    void forgetsAStreamThatStaysStill() {
        counts.count(NEWS);
        assertThat(counts.take(2)).containsEntry(NEWS, 1);
        assertThat(counts.take(2)).containsEntry(NEWS, 0);
        assertThat(counts.take(2)).isEmpty();
        counts.count(NEWS);
        assertThat(counts.take(2)).containsEntry(NEWS, 1);
    }

    @Test
    void knowsNoMoreThanSoManyStreams() {
        for (int i = 0; i < StreamCounts.MOST + 500; i++) {
            counts.count(new StreamKey("topic", "n" + i));
        }
        assertThat(counts.take(1)).hasSize(StreamCounts.MOST);
    }
}
