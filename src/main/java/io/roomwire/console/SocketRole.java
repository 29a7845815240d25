package io.roomwire.console;

import java.util.Locale;

/** What an agent's socket is for: one of each at a time. */
public enum SocketRole {

    /** Commands, and what comes of them. */
    CONTROL,

    /** Frames. */
    DATA;

    /** As it stands in Redis. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
