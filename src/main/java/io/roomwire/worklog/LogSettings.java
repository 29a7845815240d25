package io.roomwire.worklog;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * What holds for work logs. A cap of 0 is none.
 *
 * @param requireOwner whether rooms can be seen by their owners alone
 * @param heartbeat between two heartbeat events of a stream
 * @param listed rooms listed per owner
 * @param expiry a room goes so long after its last change
 * @param queued lines that a node keeps while Redis is away
 * @param caps what one room and one node take
 */
record LogSettings(boolean requireOwner, Duration heartbeat, int listed, Duration expiry, int queued, Caps caps) {

    private static final Setting<Boolean> REQUIRE_OWNER = Setting.flag("roomwire.worklog.require-owner", false,
            "Shows a work log to its owner alone. Else every valid token can read it.")
            .or("roomwire.rooms.logs.require-owner");

    private static final Setting<Duration> HEARTBEAT = Setting.duration("roomwire.worklog.heartbeat",
            Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5),
            "Between two heartbeat events of a work log's stream.");

    private static final Setting<Integer> LISTED = Setting.count("roomwire.worklog.rooms", 200, 1, 10_000,
            "Work logs listed per owner, the newest ones.");

    private static final Setting<Duration> EXPIRY = Setting.duration("roomwire.worklog.expiry", Duration.ofDays(90),
            Duration.ofDays(1), Duration.ofDays(3650),
            "A work log's room goes this long after it was created or its status was last set.");

    private static final Setting<Integer> QUEUED = Setting.count("roomwire.worklog.queue", 100, 0, 10_000,
            "Lines posted to a node that it keeps while Redis is away, before it refuses more.");

    private static final Setting<Integer> LINES = Setting.count("roomwire.worklog.lines-per-second", 0, 0, 100_000,
            "Lines that a work log takes in any second, over all nodes; 0 for any number.");

    private static final Setting<Long> LINE_BYTES = Setting.bytes("roomwire.worklog.line-bytes", "0B", "0B", "1MB",
            "Longest line of a work log as JSON; 0B for none but that of the body, or 1MB on a Redis channel.");

    private static final Setting<Integer> STREAMS_PER_ROOM = Setting.count("roomwire.worklog.streams-per-room", 0, 0,
            1_000_000, "Streams of one work log open at a time, over all nodes; 0 for any number.");

    private static final Setting<Integer> STREAMS_PER_NODE = Setting.count("roomwire.worklog.streams-per-node", 0, 0,
            1_000_000, "Streams of work logs open at a time on one node; 0 for any number.");

    /**
     * Each 0 where there is none.
     *
     * @param linesPerSecond per room, over all nodes
     * @param lineBytes of a line as JSON
     * @param streamsPerRoom over all nodes
     */
    record Caps(int linesPerSecond, long lineBytes, int streamsPerRoom, int streamsPerNode) {
    }

    static LogSettings from(Settings settings) {
        Caps caps = new Caps(settings.get(LINES), settings.get(LINE_BYTES), settings.get(STREAMS_PER_ROOM),
                settings.get(STREAMS_PER_NODE));
        return new LogSettings(settings.get(REQUIRE_OWNER), settings.get(HEARTBEAT), settings.get(LISTED),
                settings.get(EXPIRY), settings.get(QUEUED), caps);
    }
}
