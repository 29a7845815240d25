package io.roomwire.console;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Locale;

/** Warns before the relay of a group has to drop frames. Safe for any thread. */
@Singleton
final class BufferPressure {

    private static final double HIGH = 0.8;

    private final RelaySettings settings;
    private final ConsoleLog log;
    private final Clock clock;

    BufferPressure(RelaySettings settings, ConsoleLog log, Clock clock) {
        this.settings = settings;
        this.log = log;
        this.clock = clock;
    }

    boolean isHigh(Backlog backlog) {
        return fullest(backlog) >= HIGH * settings.frames();
    }

    void warn(Group group, Backlog backlog) {
        String direction = (backlog.aToB() >= backlog.bToA() ? RelayDirection.A_TO_B : RelayDirection.B_TO_A).wire();
        String text = String.format(Locale.ROOT, "%d of at most %d frames wait (%s); the oldest will be dropped.",
                fullest(backlog), settings.frames(), direction);
        log.write(ConsoleStreams.group(group.id()),
                ConsoleEvent.Log.of("warn", "BUFFER_PRESSURE", text, clock.instant()));
    }

    private static long fullest(Backlog backlog) {
        return Math.max(backlog.aToB(), backlog.bToA());
    }
}
