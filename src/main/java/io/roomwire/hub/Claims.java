package io.roomwire.hub;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Roles that one node of the cluster may hold at a time. Safe for any thread, never blocks. */
public interface Claims {

    /**
     * Takes the role for {@code validity} if nobody holds it. The claim runs out by itself.
     *
     * @return empty while another claim is valid; fails with {@link EventLogUnavailable}
     */
    CompletionStage<Optional<Claim>> take(StreamKey stream, String role, Duration validity);
}
