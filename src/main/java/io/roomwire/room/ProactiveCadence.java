package io.roomwire.room;

import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When a room's agent has been quiet for long enough, agreed by all nodes. Blocks. */
@Singleton
final class ProactiveCadence {

    private static final Logger LOG = LoggerFactory.getLogger(ProactiveCadence.class);

    private final ChatHistory history;
    private final ChatPacing pacing;
    private final ProactiveSettings settings;
    private final InstantSource clock;

    ProactiveCadence(ChatHistory history, ChatPacing pacing, ProactiveSettings settings, InstantSource clock) {
        this.history = history;
        this.pacing = pacing;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The titles of the room's news digest are others than before: agents speak more often for a while. Does not wait:
     * the news stands already, so a burst that is lost is no failure of who brought it.
     */
    void newsChanged(String roomId) {
        pacing.startBurst(RoomStreams.room(roomId), settings.burst(), settings.burstCooldown()).exceptionally(lost -> {
            LOG.warn("no news burst in room {}: {}", roomId, lost.getMessage());
            return null;
        });
    }

    /** Why the agent should speak now; empty while it should not. */
    Optional<Reason> due(StreamKey room) {
        Duration quiet = quiet(room);
        if (quiet.compareTo(min(settings.cadence(), settings.burstCadence())) < 0) {
            return Optional.empty();
        }
        Reason reason = pacing.inBurst(room) ? Reason.NEWS_BURST : Reason.CADENCE;
        Duration wanted = reason == Reason.NEWS_BURST ? settings.burstCadence() : settings.cadence();
        return quiet.compareTo(wanted) < 0 ? Optional.empty() : Optional.of(reason);
    }

    /** Since the agent's last public line; ever so long when there is none. */
    private Duration quiet(StreamKey room) {
        List<ChatMessage> last = history.newest(room, ChatHistory.AGENT, 1, ChatHistory.NEWEST);
        return Duration.ofMillis(last.isEmpty() ? clock.millis() : clock.millis() - last.getFirst().createdTsMs());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Why an agent speaks of its own accord. */
    enum Reason {
        CADENCE, NEWS_BURST
    }
}
