package io.roomwire.room;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Settings;

/** Reads the room system's settings when the node starts, so that a bad value stops it. */
@Factory
final class RoomFactory {

    @Context
    RoomSettings roomSettings(Settings settings) {
        return RoomSettings.from(settings);
    }

    @Context
    ChatSettings chatSettings(Settings settings) {
        return ChatSettings.from(settings);
    }

    @Context
    ReplySettings replySettings(Settings settings) {
        return ReplySettings.from(settings);
    }

    @Context
    ProactiveSettings proactiveSettings(Settings settings) {
        return ProactiveSettings.from(settings);
    }

    @Context
    NarrationSettings narrationSettings(Settings settings) {
        return NarrationSettings.from(settings);
    }

    @Context
    TextSettings textSettings(Settings settings) {
        return TextSettings.from(settings);
    }
}
