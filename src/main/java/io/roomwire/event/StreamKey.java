package io.roomwire.event;

/**
 * Names one stream: {@code system:name}, as in {@code topic:news} or {@code room-dm:t_001:usr_1}.
 *
 * @param system lower-case letters and dashes, never empty
 * @param name 1 to 400 characters of {@code [A-Za-z0-9._:%-]}; callers percent-encode anything else
 */
public record StreamKey(String system, String name) {

    private static final int MAX_NAME = 400;

    public StreamKey {
        if (!system.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '-') || system.isEmpty()) {
            throw new IllegalArgumentException("not a stream system: " + system);
        }
        if (name.isEmpty() || name.length() > MAX_NAME || !name.chars().allMatch(StreamKey::allowed)) {
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

    private static boolean allowed(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "._:%-".indexOf(c) >= 0;
    }

    @Override
    public String toString() {
        return system + ':' + name;
    }
}
