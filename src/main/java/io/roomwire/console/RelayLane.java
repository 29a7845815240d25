package io.roomwire.console;

import io.roomwire.event.StreamKey;

/** One direction of a group. */
public record RelayLane(String groupId, RelayDirection direction) {

    /** Throws {@link IllegalArgumentException} for a group that no stream can be named after. */
    public RelayLane {
        stream(name(groupId, direction));
    }

    /** The stream whose keys hold the frames of both directions, and whose signals wake those who read them. */
    public StreamKey stream() {
        return stream(groupId);
    }

    private static StreamKey stream(String groupId) {
        return new StreamKey("relay", groupId);
    }

    private static String name(String groupId, RelayDirection direction) {
        return groupId + ':' + direction.wire();
    }

    @Override
    public String toString() {
        return name(groupId, direction);
    }
}
