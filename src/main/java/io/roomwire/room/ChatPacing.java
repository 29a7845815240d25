package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * When an agent may speak of its own accord, agreed by all nodes. Blocks; fails with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ChatPacing {

    /**
     * Starts a news burst of that length, unless the last one started less than {@code cooldown} ago. Never blocks.
     */
    CompletionStage<Void> startBurst(StreamKey room, Duration length, Duration cooldown);

    /** Whether a news burst is on. */
    boolean inBurst(StreamKey room);

    /**
     * Admits one narration per decision, and none within {@code gap} of the last; one that is refused for the gap may
     * be asked for again.
     *
     * @param decision what tells it from the room's other decisions
     */
    boolean admitNarration(StreamKey room, String decision, Duration gap);
}
