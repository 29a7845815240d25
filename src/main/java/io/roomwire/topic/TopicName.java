package io.roomwire.topic;

import io.roomwire.event.StreamKey;

/** The names that a plain stream and its events may have. */
final class TopicName {

    private static final String CHARACTERS = "[A-Za-z0-9._-]";
    private static final int LONGEST_STREAM = 128;
    private static final int LONGEST_EVENT = 64;

    private TopicName() {
    }

    static StreamKey stream(String name) {
        if (!isName(name, LONGEST_STREAM)) {
            throw TopicException.invalid("stream names are " + form(LONGEST_STREAM));
        }
        return new StreamKey("topic", name);
    }

    /** A browser takes an event named {@code error} for a failed connection. */
    static String event(String name) {
        if (!isName(name, LONGEST_EVENT) || name.equals("error")) {
            throw TopicException.invalid("event names are " + form(LONGEST_EVENT) + ", and not error");
        }
        return name;
    }

    private static String form(int longest) {
        return CHARACTERS + "{1," + longest + '}';
    }

    /** A loop, since two regular expressions per append showed in the profile. */
    private static boolean isName(String name, int longest) {
        for (int i = 0; i < name.length(); i++) {
            if (!allowed(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= longest;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                || c == '.' || c == '_' || c == '-';
    }
}
