package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What a probe is told.
 *
 * @param reason left out when there is none
 */
@Serdeable
record State(String status, @Nullable String reason) {

    static final State OK = new State("ok", null);
    static final State DRAINING = new State(Drain.REASON, null);

    static State notReady(String reason) {
        return new State("not_ready", reason);
    }
}
