package io.roomwire.room;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;

/**
 * The probabilities, 0 to 1, that an agent answers a plain message.
 *
 * @param any drawn first
 * @param question drawn next if it looks like a question
 * @param plain drawn next if not
 */
record ReplySettings(double any, double question, double plain) {

    private static final Setting<Double> ANY = Setting.ratio("roomwire.rooms.reply.any", "0.05",
            "Probability that an agent answers a plain chat message, drawn first.");

    private static final Setting<Double> QUESTION = Setting.ratio("roomwire.rooms.reply.question", "0.35",
            "Probability of an answer to what looks like a question, drawn second.");

    private static final Setting<Double> PLAIN = Setting.ratio("roomwire.rooms.reply.plain", "0.12",
            "Probability of an answer to any other plain message, drawn second.");

    static ReplySettings from(Settings settings) {
        return new ReplySettings(settings.get(ANY), settings.get(QUESTION), settings.get(PLAIN));
    }
}
