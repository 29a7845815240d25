package io.roomwire.worklog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.hub.Append;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Claim;
import io.roomwire.hub.KeyLimit;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lines, which get the time of now where they name none, and makes appends of them. Safe for any thread. */
@Singleton
final class LogLines {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final JsonText json;
    private final Clock clock;
    private final LogSettings.Caps caps;
    private final KeyLimit keys;

    LogLines(JsonText json, Clock clock, LogSettings settings, KeyLimit keys) {
        this.json = json;
        this.clock = clock;
        this.caps = settings.caps();
        this.keys = keys;
    }

    /** The same for one who posts it, and who may have a limit of his own where the room has none. */
    Append append(Claim room, LogLine line, String poster) {
        Append append = append(room, line);
        return append.limit().isPresent() ? append : keys.on(append, poster);
    }

    /** @throws LogRefusal when it is no line */
    LogLine posted(byte @Nullable [] body) {
        return LogLine.posted(LogFields.read(json, body), clock.instant());
    }

    /** @throws LogRefusal when it is no line */
    LogLine published(byte[] message) {
        return LogLine.published(LogFields.read(json, message), clock.instant());
    }

    /**
     * Under the room's claim, within the caps.
     *
     * @throws LogRefusal when the line is too long
     */
    Append append(Claim room, LogLine line) {
        byte[] data = line.data(json).getBytes(UTF_8);
        if (caps.lineBytes() > 0 && data.length > caps.lineBytes()) {
            throw LogRefusal.tooLong(caps.lineBytes());
        }
        Append append = new Append(room.stream(), LogLine.EVENT, ByteBuffer.wrap(data), Optional.empty()).under(room);
        return caps.linesPerSecond() > 0 ? append.within(new Limit("lines", caps.linesPerSecond(), SECOND)) : append;
    }
}
