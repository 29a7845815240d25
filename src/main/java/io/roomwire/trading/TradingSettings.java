package io.roomwire.trading;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * What holds for every model.
 *
 * @param keepalive silence before a comment
 * @param models that one owner may have
 * @param records of the ledger kept in Redis per model
 * @param points trades that the histories of positions and performance show
 * @param sessions that one node plays at a time
 * @param claim how long a session outlives its node
 * @param step between two events of a session
 */
record TradingSettings(Duration keepalive, int models, int records, int points, int sessions, Duration claim,
                       Duration step) {

    private static final Setting<Duration> KEEPALIVE = Setting.duration("roomwire.trading.keepalive",
            Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofSeconds(30),
            "Silence before a keepalive comment in a trading stream.");

    private static final Setting<Integer> MODELS = Setting.count("roomwire.trading.models", 1000, 1, 100_000,
            "Models that one user may have.");

    private static final Setting<Integer> RECORDS = Setting.count("roomwire.trading.ledger-records", 100_000, 1000,
            10_000_000, "Ledger records kept per model; what they came to is saved long before they go.");

    private static final Setting<Integer> POINTS = Setting.count("roomwire.trading.points", 1000, 10, 10_000,
            "Newest trades that a model's positions and performance show one by one.");

    private static final Setting<Integer> SESSIONS = Setting.count("roomwire.trading.sessions", 1000, 1, 100_000,
            "Trading sessions that one node plays at a time.");

    private static final Setting<Duration> CLAIM = Setting.duration("roomwire.trading.session-claim",
            Duration.ofSeconds(10), Duration.ofSeconds(3), Duration.ofMinutes(5),
            "A trading session whose node is gone fails after this time, and a few seconds.");

    private static final Setting<Duration> STEP = Setting.duration("roomwire.trading.step", Duration.ofMillis(500),
            Duration.ofMillis(1), Duration.ofMinutes(1), "Between two events of a trading session.");

    static TradingSettings from(Settings settings) {
        return new TradingSettings(settings.get(KEEPALIVE), settings.get(MODELS), settings.get(RECORDS),
                settings.get(POINTS), settings.get(SESSIONS), settings.get(CLAIM), settings.get(STEP));
    }
}
