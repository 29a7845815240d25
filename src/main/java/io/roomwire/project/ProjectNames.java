package io.roomwire.project;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.roomwire.event.StreamKey;

/** What callers may choose as names, and the streams that these stand for. */
final class ProjectNames {

    private static final String ID = "[A-Za-z0-9._:-]{1,128}";
    /** Identity providers put other characters into theirs than services do. */
    private static final String USER = "[!-~]{1,128}";

    private ProjectNames() {
    }

    /**
     * The id, if it can be one.
     *
     * @param what it is of, for the refusal
     */
    static String id(String given, String what) {
        if (!given.matches(ID)) {
            throw ProjectRefusal.invalid(what + " must match " + ID);
        }
        return given;
    }

    static boolean isUser(String given) {
        return given.matches(USER);
    }

    static String user(String given, String what) {
        if (!isUser(given)) {
            throw ProjectRefusal.invalid(what + " must be 1 to 128 visible ASCII characters");
        }
        return given;
    }

    static StreamKey project(String given) {
        return new StreamKey("project", id(given, "project"));
    }

    /** What is said to a user's connections on all nodes; its text is also the owner of their leases. */
    static StreamKey connections(String user) {
        StringBuilder name = new StringBuilder();
        for (byte b : user.getBytes(US_ASCII)) {
            boolean plain = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9')
                    || b == '.' || b == '_' || b == '-';
            name.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return new StreamKey("project-user", name.toString());
    }
}
