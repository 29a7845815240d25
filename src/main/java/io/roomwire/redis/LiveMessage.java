package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import java.nio.ByteBuffer;

/** What is published on a stream's channel: {@code <id> <prev> <event>\n<data>}; a signal has id and prev 0. */
final class LiveMessage {

    private static final int MAX_DIGITS = 16;

    private LiveMessage() {
    }

    static byte[] signal(String name, String data) {
        return ("0 0 " + name + '\n' + data).getBytes(UTF_8);
    }

    /** Fails with {@link IllegalArgumentException} on anything that {@code append.lua} would not have published. */
    static Event parse(byte[] message) {
        int afterId = indexOf(message, ' ', 0);
        int afterPrev = indexOf(message, ' ', afterId + 1);
        int lineEnd = indexOf(message, '\n', afterPrev + 1);
        return new Event(number(message, 0, afterId), number(message, afterId + 1, afterPrev),
                new String(message, afterPrev + 1, lineEnd - afterPrev - 1, UTF_8),
                ByteBuffer.wrap(message, lineEnd + 1, message.length - lineEnd - 1).slice());
    }

    private static int indexOf(byte[] message, char wanted, int from) {
        for (int i = from; i < message.length; i++) {
            if (message[i] == wanted) {
                return i;
            }
        }
        throw new IllegalArgumentException("not a live message");
    }

    private static EventId number(byte[] message, int from, int to) {
        if (from == to || to - from > MAX_DIGITS) {
            throw new IllegalArgumentException("not a live message's id");
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            if (message[i] < '0' || message[i] > '9') {
                throw new IllegalArgumentException("not a live message's id");
            }
            value = value * 10 + (message[i] - '0');
        }
        return new EventId(value);
    }
}
