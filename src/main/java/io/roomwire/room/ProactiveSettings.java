package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * When agents speak of their own accord.
 *
 * @param cadence how long an agent has been quiet before it does
 * @param burstCadence the same while news are breaking
 * @param burst how long a news burst lasts
 * @param burstCooldown from the start of one burst to the earliest start of the next
 */
record ProactiveSettings(boolean enabled, Duration cadence, Duration burstCadence, Duration burst,
                         Duration burstCooldown) {

    private static final Setting<Boolean> ENABLED = Setting.flag("roomwire.rooms.proactive.enabled", true,
            "Whether running agents speak of their own accord.");

    private static final Setting<Duration> CADENCE = Setting.duration("roomwire.rooms.proactive.cadence",
            Duration.ofSeconds(18), Duration.ofSeconds(10), Duration.ofDays(1),
            "An agent that was quiet in public for so long may speak of its own accord.");

    private static final Setting<Duration> BURST_CADENCE = Setting.duration("roomwire.rooms.proactive.burst-cadence",
            Duration.ofSeconds(9), Duration.ofSeconds(5), Duration.ofDays(1),
            "How long an agent is quiet before it speaks during a news burst.");

    private static final Setting<Duration> BURST = Setting.duration("roomwire.rooms.proactive.burst",
            Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofHours(1), "Length of a news burst.");

    private static final Setting<Duration> BURST_COOLDOWN = Setting.duration("roomwire.rooms.proactive.burst-cooldown",
            Duration.ofMinutes(8), Duration.ofSeconds(1), Duration.ofDays(1),
            "From the start of a news burst to the earliest start of the next.");

    static ProactiveSettings from(Settings settings) {
        return new ProactiveSettings(settings.get(ENABLED), settings.get(CADENCE), settings.get(BURST_CADENCE),
                settings.get(BURST), settings.get(BURST_COOLDOWN));
    }
}
