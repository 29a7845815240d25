package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.room.RoomHistory.Entry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what was said. Blocks; fails with {@link io.roomwire.hub.EventLogUnavailable}.
 *
 * <p>Read backwards in pages and compared by the messages' own times: the places in a history go by Redis' time, which
 * differs from those of the nodes that made the messages.
 */
@Singleton
final class ChatHistory {

    /** The history of everything said in a room, or to one session in private. */
    static final String CHAT = "chat";

    /** The history of what the agent said in public. */
    static final String AGENT = "chat-agent";

    /** The history of what the agent said of its own accord. */
    static final String PROACTIVE = "chat-proactive";

    /** No upper bound. */
    static final long NEWEST = Long.MAX_VALUE;

    private static final int PAGE = 200;

    private final RoomHistory history;
    private final JsonText json;

    ChatHistory(RoomHistory history, JsonText json) {
        this.history = history;
        this.json = json;
    }

    /**
     * The newest messages created before {@code beforeMs}, oldest first, in the order of their appends.
     *
     * @param name one of the names above
     * @param limit at least 1
     * @param beforeMs milliseconds since 1970, exclusive
     */
    List<ChatMessage> newest(StreamKey stream, String name, int limit, long beforeMs) {
        int page = beforeMs == NEWEST ? Math.min(limit, PAGE) : PAGE;
        List<ChatMessage> found = new ArrayList<>();
        List<Entry> entries = page(stream, name, Optional.empty(), page);
        while (collect(entries, limit, beforeMs, found) && entries.size() == page) {
            entries = page(stream, name, Optional.of(entries.getLast().id()), page);
        }
        return found.reversed();
    }

    /** Adds what is wanted, newest first; false once there is enough. */
    private boolean collect(List<Entry> entries, int limit, long beforeMs, List<ChatMessage> found) {
        for (Entry entry : entries) {
            ChatMessage message = json.read(entry.json(), ChatMessage.class);
            if (message.createdTsMs() < beforeMs) {
                found.add(message);
            }
            if (found.size() == limit) {
                return false;
            }
        }
        return true;
    }

    private List<Entry> page(StreamKey stream, String name, Optional<String> before, int limit) {
        return Waiting.join(history.page(stream, name, before, limit));
    }
}
