package io.roomwire.console;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * Bounds of the relay between the two agents of a group.
 *
 * @param frames kept per lane
 * @param age for which frames are kept
 * @param replayRate frames of a backlog written per second
 * @param window frames that may be written and not acknowledged
 */
public record RelaySettings(int frames, Duration age, int replayRate, int window) {

    private static final Setting<Integer> FRAMES = Setting.count("roomwire.console.relay.frames", 200_000, 10,
            10_000_000, "Relayed frames kept per group and direction until the receiving agent has them.");

    private static final Setting<Duration> AGE = Setting.duration("roomwire.console.relay.age",
            Duration.ofMinutes(10), Duration.ofSeconds(1), Duration.ofDays(1), "How long relayed frames are kept.");

    private static final Setting<Integer> REPLAY_RATE = Setting.count("roomwire.console.relay.replay-rate", 5000, 1,
            1_000_000, "Frames per second at which an agent gets what was stored before it connected.");

    private static final Setting<Integer> WINDOW = Setting.count("roomwire.console.relay.window", 20_000, 1, 1_000_000,
            "Relayed frames written to an agent unacknowledged; one that sends can_ack has to within as many.");

    static RelaySettings from(Settings settings) {
        return new RelaySettings(settings.get(FRAMES), settings.get(AGE), settings.get(REPLAY_RATE),
                settings.get(WINDOW));
    }
}
