package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What a room's agent last put, part by part. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface RoomState {

    /** The parts that were ever put, as JSON; {@code null} stands for a part taken away. */
    CompletionStage<Map<String, String>> read(StreamKey room);

    /**
     * Puts the named parts, at least one, all at once, and leaves the others.
     *
     * @param agent on the room
     * @param told a part whose former value is the answer
     * @return fails with {@link io.roomwire.hub.ClaimLost} too; then nothing was put
     */
    CompletionStage<Optional<String>> put(Claim agent, Map<String, String> parts, String told);
}
