package io.roomwire.project;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the project chat's settings when the node starts, so that a bad value stops it. */
@Factory
final class ProjectFactory {

    @Context
    ProjectSettings projectSettings(Settings settings) {
        return ProjectSettings.from(settings);
    }
}
