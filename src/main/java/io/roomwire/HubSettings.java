package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.event.Retention;
import io.roomwire.event.Retentions;
import io.roomwire.hub.AppendSettings;
import io.roomwire.hub.FeedSettings;
import io.roomwire.hub.ReadinessSettings;
import java.time.Duration;
import java.util.Map;

/** The settings of feeds and of readiness. */
@Factory
final class HubSettings {

    private static final Setting<Integer> RING_EVENTS = Setting.count("roomwire.ring.events", 1000, 1, 100_000,
            "Events kept per stream; rooms have a setting of their own.");
    private static final Setting<Integer> ROOM_EVENTS = Setting.count("roomwire.rooms.ring-events", 200, 10, 2000,
            "Events kept per room.");
    private static final Setting<Duration> RING_AGE = Setting.duration("roomwire.ring.age", Duration.ofMinutes(10),
            Duration.ofSeconds(1), Duration.ofDays(30), "How long events are kept.");
    private static final Setting<Long> RING_BYTES = Setting.bytes("roomwire.ring.bytes", "4MB", "64kB", "4GB",
            "Memory that a node's ring of one feed may take; what it no longer holds is read from Redis.");
    private static final Setting<Long> NODE_BYTES = Setting.bytes("roomwire.ring.node-bytes", "256MB", "1MB", "64GB",
            "Memory that all rings of a node may take.");
    private static final Setting<Duration> EXPIRY = Setting.duration("roomwire.stream.expiry", Duration.ofHours(24),
            Duration.ofMinutes(1), Duration.ofDays(365),
            "A stream goes from Redis this long after its last append, unless somebody watches it.");
    private static final Setting<Duration> LINGER = Setting.duration("roomwire.feed.linger", Duration.ofSeconds(30),
            Duration.ZERO, Duration.ofHours(1), "How long a feed outlives its last subscriber.");
    private static final Setting<Duration> POSITION_CHECK = Setting.duration("roomwire.feed.position-check",
            Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofMinutes(5),
            "How often each feed's newest id is compared with Redis.");
    private static final Setting<Duration> REDIS_AWAY = Setting.duration("roomwire.redis-away-ready",
            Duration.ofMinutes(5), Duration.ZERO, Duration.ofDays(1),
            "How long a node that was ready stays so while Redis is away.");

    private static final Setting<Long> WAITING = Setting.bytes("roomwire.appends.waiting", "64MB", "64kB", "4GB",
            "Memory that appends may take while they wait for Redis; what is more is answered 503 at once.");

    @Context
    AppendSettings appends(Settings settings) {
        return new AppendSettings(settings.get(WAITING));
    }

    @Context
    FeedSettings feeds(Settings settings) {
        return new FeedSettings(settings.get(RING_EVENTS), settings.get(RING_AGE), settings.get(RING_BYTES),
                settings.get(NODE_BYTES), settings.get(EXPIRY), settings.get(LINGER), settings.get(POSITION_CHECK));
    }

    private static final Retention WORK_LOG = new Retention(100, Duration.ofDays(7), Duration.ofDays(7));
    private static final Retention TRADING = new Retention(100, Duration.ofDays(7), Duration.ofDays(7));
    private static final Duration CONSOLE_AGE = Duration.ofMinutes(1);

    /** Its history has no end of its own, and where the two meet must be known. */
    private static final Duration PROJECT_EXPIRY = Duration.ofDays(3650);

    /** Every system keeps what its clients were promised. */
    @Context
    Retentions retentions(Settings settings, FeedSettings feeds) {
        Retention room = new Retention(settings.get(ROOM_EVENTS), feeds.ringAge(), feeds.expiry());
        Retention project = new Retention(feeds.ringEvents(), feeds.ringAge(), PROJECT_EXPIRY);
        Retention console = new Retention(10_000, CONSOLE_AGE, feeds.expiry());
        return new Retentions(new Retention(feeds.ringEvents(), feeds.ringAge(), feeds.expiry()),
                Map.of("room", room, "room-dm", room, "worklog", WORK_LOG, "trading", TRADING,
                        "project", project, "dongle", console, "group", console));
    }

    @Context
    ReadinessSettings readiness(Settings settings) {
        return new ReadinessSettings(settings.get(REDIS_AWAY));
    }
}
