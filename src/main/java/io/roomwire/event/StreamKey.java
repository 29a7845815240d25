package io.roomwire.event;

import org.jspecify.annotations.Nullable;

/**
 * Names one stream: {@code system:name}, as in {@code topic:news} or {@code room-dm:t_001:usr_1}.
 *
 * @param system lower-case letters and dashes, never empty
 * @param name 1 to 400 characters of {@code [A-Za-z0-9._:%-]}; callers percent-encode anything else
 */
public record StreamKey(String system, String name) {

    private static final int MAX_NAME = 400;

    public StreamKey {
        if (!isSystem(system)) {
            throw new IllegalArgumentException("not a stream system: " + system);
        }
        if (!isName(name)) {
            throw new IllegalArgumentException("not a stream name: " + name);
        }
    }

    /** Reads back what {@link #toString()} wrote. */
    public static StreamKey parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not a stream: " + text);
        }
        return new StreamKey(text.substring(0, colon), text.substring(colon + 1));
    }

    /** For logs: without what follows a second colon, which may be the key to a private stream. */
    public String label() {
        int colon = name.indexOf(':');
        return system + ':' + (colon < 0 ? name : name.substring(0, colon) + ":*");
    }

    private static boolean isSystem(String system) {
        for (int i = 0; i < system.length(); i++) {
            char c = system.charAt(i);
            if ((c < 'a' || c > 'z') && c != '-') {
                return false;
            }
        }
        return !system.isEmpty();
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            if (!allowed(name.charAt(i))) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._:%-".indexOf(c) >= 0;
    }

    /** By hand, as {@link #hashCode()}: maps ask both several times per event, and the names differ sooner. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof StreamKey that && name.equals(that.name) && system.equals(that.system));
    }

    @Override
    public int hashCode() {
        return 31 * system.hashCode() + name.hashCode();
    }

    @Override
    public String toString() {
        return system + ':' + name;
    }
}
