package io.roomwire.console;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the relay's settings when the node starts, so that a bad value stops it. */
@Factory
final class RelayFactory {

    @Context
    RelaySettings relaySettings(Settings settings) {
        return RelaySettings.from(settings);
    }
}
