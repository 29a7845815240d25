package io.roomwire.ops;

import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which system a stream belongs to. */
final class Systems {

    /** In the order in which they are shown: plain streams, then the five systems. */
    static final List<String> NAMES = List.of("topic", "room", "worklog", "trading", "project", "console");

    private static final Map<String, String> BY_KIND = Map.of("topic", "topic", "room", "room", "room-dm", "room",
            "worklog", "worklog", "trading", "trading", "project", "project", "dongle", "console", "group", "console");

    private Systems() {
    }

    /** What streams can begin their names with. */
    static Set<String> kinds() {
        return BY_KIND.keySet();
    }

    /** Empty for what serves Roomwire itself, such as the streams by which nodes wake each other. */
    static Optional<String> of(StreamKey stream) {
        return Optional.ofNullable(BY_KIND.get(stream.system()));
    }
}
