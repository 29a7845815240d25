package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/**
 * What holds for every room.
 *
 * @param keepalive silence before a comment
 * @param packetInterval between two timer packets of a room in the whole cluster
 * @param auditDays days of audit records kept per agent
 * @param auditRecords records kept per agent and day
 * @param decisions decisions kept per room
 * @param marketZone the zone of audit days where a manifest names none
 */
record RoomSettings(Duration keepalive, Duration packetInterval, int auditDays, int auditRecords, int decisions,
                    ZoneId marketZone) {

    private static final Setting<Duration> KEEPALIVE = Setting.duration("roomwire.rooms.keepalive",
            Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMinutes(5),
            "Silence before a keepalive comment in a room.");

    private static final Setting<Duration> PACKET_INTERVAL = Setting.duration("roomwire.rooms.packet-interval",
            Duration.ofSeconds(15), Duration.ofSeconds(2), Duration.ofHours(1),
            "Between two timer packets of a room, in the whole cluster.");

    private static final Setting<Integer> AUDIT_DAYS = Setting.count("roomwire.rooms.audit-days", 90, 1, 3650,
            "Days of audit records kept per agent.");

    private static final Setting<Integer> AUDIT_RECORDS = Setting.count("roomwire.rooms.audit-records", 10_000, 100,
            100_000, "Audit records kept per agent and day.");

    private static final Setting<Integer> DECISIONS = Setting.count("roomwire.rooms.decisions", 500, 20, 10_000,
            "Decisions kept per room.");

    private static final Setting<ZoneId> MARKET_ZONE = Setting.text("roomwire.rooms.market-zone", "Asia/Shanghai",
            "a time zone, such as Europe/Berlin", RoomSettings::zone,
            "Zone of audit days where a manifest names none.");

    static RoomSettings from(Settings settings) {
        return new RoomSettings(settings.get(KEEPALIVE), settings.get(PACKET_INTERVAL), settings.get(AUDIT_DAYS),
                settings.get(AUDIT_RECORDS), settings.get(DECISIONS), settings.get(MARKET_ZONE));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not a time zone: " + text, e);
        }
    }
}
