package io.roomwire.topic;

import io.roomwire.event.StreamKey;
import java.util.regex.Pattern;

/** The names that a plain stream and its events may have. */
final class TopicName {

    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9._-]{1,128}");
    private static final Pattern EVENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private TopicName() {
    }

    static StreamKey stream(String name) {
        if (!STREAM.matcher(name).matches()) {
            throw TopicException.invalid("stream names are " + STREAM);
        }
        return new StreamKey("topic", name);
    }

    /** A browser takes an event named {@code error} for a failed connection. */
    static String event(String name) {
        if (!EVENT.matcher(name).matches() || name.equals("error")) {
            throw TopicException.invalid("event names are " + EVENT + ", and not error");
        }
        return name;
    }
}
