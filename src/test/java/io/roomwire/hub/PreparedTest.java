package io.roomwire.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class PreparedTest {

    private final AtomicReference<String> missing = new AtomicReference<>("nobody listens yet");
    private final AtomicReference<String> reason = new AtomicReference<>("not proven yet");
    private final Readiness prepared = new Prepared(new Fixed(reason), List.of(() -> "", missing::get));

    @Test
    void saysFirstWhatTheNodeItselfLacks() {
        assertThat(prepared.reason()).isEqualTo("not proven yet");
        assertThat(prepared.ready()).isFalse();
    }

    @Test
    void isNotReadyWhileAnythingIsMissing() {
        reason.set("");
        assertThat(prepared.reason()).isEqualTo("nobody listens yet");
        assertThat(prepared.ready()).isFalse();
        missing.set("");
        assertThat(prepared.reason()).isEmpty();
        assertThat(prepared.ready()).isTrue();
    }

    private record Fixed(AtomicReference<String> said) implements Readiness {

        @Override
        public boolean ready() {
            return said.get().isEmpty();
        }

        @Override
        public String reason() {
            return said.get();
        }
    }
}
