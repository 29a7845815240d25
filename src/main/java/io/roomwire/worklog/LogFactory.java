package io.roomwire.worklog;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the work log's settings when the node starts, so that a bad value stops it. */
@Factory
final class LogFactory {

    @Context
    LogSettings logSettings(Settings settings) {
        return LogSettings.from(settings);
    }
}
