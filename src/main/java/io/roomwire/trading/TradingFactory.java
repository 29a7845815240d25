package io.roomwire.trading;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the trading system's settings when the node starts, so that a bad value stops it. */
@Factory
final class TradingFactory {

    @Context
    TradingSettings tradingSettings(Settings settings) {
        return TradingSettings.from(settings);
    }
}
