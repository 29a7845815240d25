package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What a room's agent last put, part by part. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface RoomState {

    /** The parts that were ever put, as JSON; {@code null} stands for a part taken away. */
    CompletionStage<Map<String, String>> read(StreamKey room);

    /** Puts the named parts, all at once, and leaves the others. */
    CompletionStage<Void> put(StreamKey room, Map<String, String> parts);
}
