package io.roomwire.room;

import java.util.Locale;
import java.util.regex.Pattern;

/** The name by which viewers mention a room's agent. */
final class ChatHandle {

    private static final Pattern OTHER = Pattern.compile("[^a-z0-9]+");
    private static final Pattern EDGES = Pattern.compile("^_+|_+$");

    private ChatHandle() {
    }

    /** The name in lower case with {@code _} for all but letters and digits; {@code agent} if nothing is left. */
    static String of(String agentName) {
        String joined = OTHER.matcher(agentName.toLowerCase(Locale.ROOT)).replaceAll("_");
        String handle = EDGES.matcher(joined).replaceAll("");
        return handle.isEmpty() ? "agent" : handle;
    }
}
