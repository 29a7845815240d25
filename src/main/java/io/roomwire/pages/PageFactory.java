package io.roomwire.pages;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.roomwire.config.Settings;

/** Reads the pages' settings when the node starts, so that a bad value stops it. */
@Factory
final class PageFactory {

    /** The Micronaut environment in which everybody on this machine may do everything. */
    private static final String OPEN = "open";

    @Context
    PageSettings pageSettings(Settings settings, Environment environment) {
        return PageSettings.from(settings, environment.getActiveNames().contains(OPEN));
    }
}
