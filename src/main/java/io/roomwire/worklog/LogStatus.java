package io.roomwire.worklog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far the work in a room has come. */
public enum LogStatus {

    IDLE, RUNNING, DONE, ERROR;

    /** As clients know it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LogStatus> of(String word) {
        return Arrays.stream(values()).filter(status -> status.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(LogStatus::word).toList();
    }
}
