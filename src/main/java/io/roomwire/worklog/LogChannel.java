package io.roomwire.worklog;

import io.micronaut.http.HttpStatus;
import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.PlainChannel;
import io.roomwire.hub.Waiting;
import io.roomwire.worklog.LogMetrics.Skip;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Lines of agents that know nothing of us: {@code PUBLISH room:<id>:logs <line>}. */
@Singleton
final class LogChannel implements PlainChannel {

    private static final String HEAD = "room:";
    private static final String TAIL = ":logs";
    private static final int LONGEST = 1 << 20;

    private final LogRooms rooms;
    private final LogLines lines;
    private final LogMetrics metrics;

    LogChannel(LogRooms rooms, LogLines lines, LogMetrics metrics) {
        this.rooms = rooms;
        this.lines = lines;
        this.metrics = metrics;
    }

    @Override
    public String pattern() {
        return HEAD + '*' + TAIL;
    }

    @Override
    public Optional<Append> read(String channel, byte[] message) {
        if (message.length > LONGEST) {
            return skip(Skip.TOO_LONG);
        }
        try {
            LogLine line = lines.published(message);
            Claim room = Waiting.join(rooms.claim(channel.substring(HEAD.length(), channel.length() - TAIL.length())));
            return Optional.of(lines.append(room, line));
        } catch (LogRefusal refusal) {
            return skip(reason(refusal.status()));
        }
    }

    private static Skip reason(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> Skip.UNKNOWN_ROOM;
            case REQUEST_ENTITY_TOO_LARGE -> Skip.TOO_LONG;
            default -> Skip.UNPARSEABLE;
        };
    }

    private Optional<Append> skip(Skip reason) {
        metrics.skipped(reason);
        return Optional.empty();
    }
}
