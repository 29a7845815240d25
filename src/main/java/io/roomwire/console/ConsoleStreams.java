package io.roomwire.console;

import io.roomwire.event.StreamKey;

/** The streams of the console, and what their ids may be. */
final class ConsoleStreams {

    static final String DONGLE = "dongle";
    static final String GROUP = "group";

    private static final String AGENT = "agent";
    private static final String ID = "[A-Za-z0-9_-]{1,64}";

    private ConsoleStreams() {
    }

    static boolean isId(String text) {
        return text.matches(ID);
    }

    static StreamKey dongle(String id) {
        return new StreamKey(DONGLE, id);
    }

    static StreamKey group(String id) {
        return new StreamKey(GROUP, id);
    }

    /** What is to be told an agent, and what it answers. */
    static StreamKey agent(String id) {
        return new StreamKey(AGENT, id);
    }
}
