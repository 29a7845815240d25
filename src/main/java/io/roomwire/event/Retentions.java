package io.roomwire.event;

import java.util.Map;

/**
 * How much is kept of each stream.
 *
 * @param standard for systems that are not named
 * @param bySystem the systems that keep more or less
 */
public record Retentions(Retention standard, Map<String, Retention> bySystem) {

    public Retentions {
        bySystem = Map.copyOf(bySystem);
    }

    public Retention of(StreamKey stream) {
        return bySystem.getOrDefault(stream.system(), standard);
    }
}
