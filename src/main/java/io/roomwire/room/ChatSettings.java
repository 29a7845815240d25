package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * What holds for a room's chat.
 *
 * @param maxText UTF-16 units per message
 * @param history messages kept per room, and per session in a room
 * @param expiry private messages and nicknames go this long after the last
 * @param limit messages per session, room and {@code limitWindow}
 */
record ChatSettings(int maxText, int history, Duration expiry, int limit, Duration limitWindow) {

    private static final Setting<Integer> MAX_TEXT = Setting.count("roomwire.rooms.chat.max-text", 600, 1, 10_000,
            "Longest chat message, in UTF-16 units.");

    private static final Setting<Integer> HISTORY = Setting.count("roomwire.rooms.chat.history", 2000, 200, 100_000,
            "Chat messages kept per room, and per session in a room.");

    private static final Setting<Duration> EXPIRY = Setting.duration("roomwire.rooms.chat.expiry",
            Duration.ofDays(30), Duration.ofHours(1), Duration.ofDays(3650),
            "Private messages and nicknames go this long after the last one.");

    private static final Setting<Integer> LIMIT = Setting.count("roomwire.rooms.chat.limit", 20, 1, 10_000,
            "Chat messages per session and room within the limit window, over all nodes.");

    private static final Setting<Duration> LIMIT_WINDOW = Setting.duration("roomwire.rooms.chat.limit-window",
            Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofHours(1),
            "The sliding window of the chat limit.");

    static ChatSettings from(Settings settings) {
        return new ChatSettings(settings.get(MAX_TEXT), settings.get(HISTORY), settings.get(EXPIRY),
                settings.get(LIMIT), settings.get(LIMIT_WINDOW));
    }
}
