package io.roomwire.trading;

import java.util.Locale;

/** How a run is. */
enum RunStatus {

    INITIALIZING, RUNNING, COMPLETED, FAILED, STOPPED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RunStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whether it goes on. */
    boolean open() {
        return this == INITIALIZING || this == RUNNING;
    }
}
