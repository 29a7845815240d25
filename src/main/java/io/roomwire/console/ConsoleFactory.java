package io.roomwire.console;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the console's settings when the node starts, so that a bad value stops it. */
@Factory
final class ConsoleFactory {

    @Context
    ConsoleSettings consoleSettings(Settings settings) {
        return ConsoleSettings.from(settings);
    }
}
