package io.roomwire.project;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.time.Duration;

/**
 * What holds for every project.
 *
 * @param history messages kept per project
 * @param scan messages that one search, or one filtered page, looks at
 * @param keepalive silence before a comment
 * @param streams that a user may have open in the whole cluster
 * @param messagesPerMinute of a user in a project; 0 for any number
 * @param presence how long a user counts as present after the last sign of life
 * @param typing how long a user counts as typing after the last word of it
 */
record ProjectSettings(int history, int scan, Duration keepalive, int streams, int messagesPerMinute, Duration presence,
                       Duration typing) {

    private static final Setting<Integer> HISTORY = Setting.count("roomwire.projects.history", 10_000, 100, 1_000_000,
            "Messages kept per project.");
    private static final Setting<Integer> SCAN = Setting.count("roomwire.projects.scan", 10_000, 100, 1_000_000,
            "Messages that one search, or one filtered page of a project's history, looks at.");
    private static final Setting<Duration> KEEPALIVE = Setting.duration("roomwire.projects.keepalive",
            Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofMinutes(5),
            "Silence before a comment in a project's stream.");
    private static final Setting<Integer> STREAMS = Setting.count("roomwire.projects.streams-per-user", 10, 1, 1000,
            "Project streams that one user may have open, in the whole cluster.");
    private static final Setting<Integer> MESSAGES = Setting.count("roomwire.projects.messages-per-minute", 0,
            0, 100_000, "Messages that one user may post to a project within a minute; 0 for any number.");
    private static final Setting<Duration> PRESENCE = Setting.duration("roomwire.projects.presence",
            Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofMinutes(10),
            "How long a user counts as present after the last sign of life.");
    private static final Setting<Duration> TYPING = Setting.duration("roomwire.projects.typing",
            Duration.ofSeconds(5), Duration.ofMillis(500), Duration.ofMinutes(1),
            "How long a user counts as typing after the last word of it.");

    static ProjectSettings from(Settings settings) {
        return new ProjectSettings(settings.get(HISTORY), settings.get(SCAN), settings.get(KEEPALIVE),
                settings.get(STREAMS), settings.get(MESSAGES), settings.get(PRESENCE), settings.get(TYPING));
    }
}
