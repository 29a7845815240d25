package io.roomwire.event;

import java.util.Optional;

/**
 * Identifies an event within its stream and names a position: everything up to and including that event was seen.
 *
 * <p>The value is the entry's Redis stream id {@code <ms>-<n>} as {@code ms * 1000 + n}, a plain decimal below 2^53.
 * Zero is no event: the position before the first one.
 *
 * @param value 0 to 2^53 - 1
 */
public record EventId(long value) implements Comparable<EventId> {

    /** The position before the first event of a stream. */
    public static final EventId NONE = new EventId(0);

    /** The largest value that every JavaScript client can hold exactly. */
    public static final long MAX = (1L << 53) - 1;

    private static final int PER_MILLI = 1000;
    private static final int MAX_DIGITS = 16;

    public EventId {
        if (value < 0 || value > MAX) {
            throw new IllegalArgumentException("not an event id: " + value);
        }
    }

    /** Reads 1 to 16 decimal digits below 2^53; anything else is no position. */
    public static Optional<EventId> parse(String text) {
        long value = decimal(text);
        return value < 0 || value > MAX ? Optional.empty() : Optional.of(new EventId(value));
    }

    private static long decimal(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return -1;
        }
        long value = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Reads a Redis entry id {@code <ms>-<n>} with n below 1000. */
    public static EventId ofRedis(String entryId) {
        int dash = entryId.indexOf('-');
        long millis = Long.parseLong(entryId, 0, dash, 10);
        long n = Long.parseLong(entryId, dash + 1, entryId.length(), 10);
        if (n >= PER_MILLI) {
            throw new IllegalArgumentException("not an event's entry id: " + entryId);
        }
        return new EventId(millis * PER_MILLI + n);
    }

    /** The entry id that {@code XRANGE} takes: {@code <ms>-<n>}. */
    public String toRedis() {
        return value / PER_MILLI + "-" + value % PER_MILLI;
    }

    public boolean isNone() {
        return value == 0;
    }

    public boolean isAfter(EventId other) {
        return value > other.value;
    }

    @Override
    public int compareTo(EventId other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
