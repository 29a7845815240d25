package io.roomwire.pages;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the pages' settings when the node starts, so that a bad value stops it. */
@Factory
final class PageFactory {

    @Context
    PageSettings pageSettings(Settings settings) {
        return PageSettings.from(settings);
    }
}
