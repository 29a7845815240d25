package io.roomwire.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads blocks strictly: LF only, one space after a colon, id before event before one line of data. */
final class SseParser {

    private final InputStream in;
    private final int connection;

    SseParser(InputStream in, int connection) {
        this.in = in;
        this.connection = connection;
    }

    /** The next whole block, or empty at the end of the stream; a block that was cut off is dropped. */
    Optional<SseBlock> next() throws IOException {
        Fields fields = new Fields();
        for (String line = line(); line != null; line = line()) {
            if (line.isEmpty()) {
                return Optional.of(fields.block(connection));
            }
            fields.take(line);
        }
        return Optional.empty();
    }

    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return null;
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** The lines of one block. */
    private static final class Fields {

        private Optional<String> id = Optional.empty();
        private Optional<String> event = Optional.empty();
        private Optional<String> data = Optional.empty();
        private Optional<String> comment = Optional.empty();

        void take(String line) {
            int colon = line.indexOf(": ");
            String value = line.substring(colon + 2);
            switch (colon < 0 || line.indexOf('\r') >= 0 ? "malformed" : line.substring(0, colon)) {
                case "" -> comment = once(comment, line, value);
                case "id" -> id = once(event.or(() -> data).or(() -> id), line, value);
                case "event" -> event = once(data.or(() -> event), line, value);
                case "data" -> data = once(data, line, value);
                case "retry" -> Integer.parseInt(value);
                default -> throw new AssertionError("malformed line: <" + line + ">");
            }
        }

        SseBlock block(int connection) {
            return new SseBlock(connection, id, event, data, comment);
        }

        private static Optional<String> once(Optional<String> before, String line, String value) {
            if (before.isPresent()) {
                throw new AssertionError("repeated or out of order: <" + line + ">");
            }
            return Optional.of(value);
        }
    }
}
