package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * How long after one narration the next may come.
 *
 * @param trade when the decision is no hold
 * @param hold when it is
 * @param cautiousHold when it is, of an agent with a conservative risk profile
 */
record NarrationSettings(Duration trade, Duration hold, Duration cautiousHold) {

    private static final Setting<Duration> TRADE = gap("gap", 60, "Shortest time from a narration to that of a trade.");

    private static final Setting<Duration> HOLD = gap("hold-gap", 25,
            "Shortest time from a narration to that of a hold.");

    private static final Setting<Duration> CAUTIOUS_HOLD = gap("cautious-hold-gap", 20,
            "Shortest time from a narration to that of a hold, where the risk profile is conservative.");

    static NarrationSettings from(Settings settings) {
        return new NarrationSettings(settings.get(TRADE), settings.get(HOLD), settings.get(CAUTIOUS_HOLD));
    }

    Duration gapFor(Agent agent, boolean isHold) {
        if (!isHold) {
            return trade;
        }
        return agent.riskProfile().filter("conservative"::equalsIgnoreCase).isPresent() ? cautiousHold : hold;
    }

    private static Setting<Duration> gap(String name, int seconds, String meaning) {
        return Setting.duration("roomwire.rooms.narration." + name, Duration.ofSeconds(seconds), Duration.ZERO,
                Duration.ofHours(1), meaning);
    }
}
