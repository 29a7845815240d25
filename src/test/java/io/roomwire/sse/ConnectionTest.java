package io.roomwire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Loop;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Stats;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionTest {

    private static final int SILENCE = 60;
    private static final int STUCK = 3;

    private final Stats stats = new Stats();
    private final FakeWire wire = new FakeWire();
    private final Connection connection = new Connection(
            new Holding(StreamSpec.of(new StreamKey("topic", "t")), List.of(), () -> { }), wire,
            new Loop(Runnable::run, () -> { }), stats, InstantSource.system());

    @BeforeEach
    void count() {
        stats.opened("topic");
    }

    @Test
    void closesAClientThatTakesNothing() {
        wire.write(100);
        tick(STUCK - 1);
        assertThat(connection.isClosed()).isFalse();
        tick(1);
        assertThat(stats.closes(CloseReason.SLOW_READER)).isOne();
        assertThat(wire.aborted).isTrue();
    }

    @Test
    void closesAClientThatTakesNothingAlthoughEventsAreStillWritten() {
        for (int i = 0; i < STUCK; i++) {
            wire.write(100);
            tick(1);
        }
        assertThat(stats.closes(CloseReason.SLOW_READER)).isOne();
    }

    @Test
    void keepsAClientThatTakesALittle() {
        wire.write(100_000);
        for (int i = 0; i < 10 * STUCK; i++) {
            wire.pending -= i % (STUCK - 1);
            tick(1);
        }
        assertThat(connection.isClosed()).isFalse();
    }

    @Test
    void letsGoOfAClientWhoseConnectionIsClosed() {
        wire.gone = true;
        tick(1);
        assertThat(stats.closes(CloseReason.CLIENT_GONE)).isOne();
        assertThat(stats.connections()).containsEntry("topic", 0L);
    }

    @Test
    void commentsAfterSilenceButNotToAClientThatHasYetToTakeSomething() {
        tick(SILENCE);
        assertThat(wire.text).isEqualTo(": keepalive\n\n");
        wire.pending = 1;
        connection.tick(1, SILENCE);
        assertThat(wire.text).isEqualTo(": keepalive\n\n");
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            connection.tick(SILENCE, STUCK);
        }
    }

    /** A socket that takes nothing by itself. */
    private static final class FakeWire implements Wire {

        private static final long ENTRY = 96;

        private String text = "";
        private long written;
        private long pending;
        private boolean gone;
        private boolean aborted;

        void write(long bytes) {
            written += bytes;
            pending += bytes + ENTRY;
        }

        @Override
        public boolean writable() {
            return true;
        }

        @Override
        public void frame(SseFrame frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void frame(String head, SseFrame frame, String tail) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void frame(String idLine, SseFrame frame) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void text(String block) {
            text += block;
        }

        @Override
        public void flush() {
            // written at once
        }

        @Override
        public void end() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void abort() {
            aborted = true;
        }

        @Override
        public boolean gone() {
            return gone;
        }

        @Override
        public long pending() {
            return pending;
        }

        @Override
        public long written() {
            return written;
        }
    }
}
