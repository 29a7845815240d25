package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * Redis as this node sees it; what is not known is left out.
 *
 * @param state {@code up} or {@code away}
 * @param round_trip_ms of the last probe that was answered
 * @param used_memory bytes
 * @param max_memory bytes, 0 for no limit
 */
@Serdeable
record RedisRow(String state, @Nullable String version, @Nullable Double round_trip_ms, @Nullable Long used_memory,
                @Nullable Long max_memory, @Nullable Long clients, @Nullable Long commands_per_second) {

    static final String UP = "up";
    static final RedisRow UNKNOWN = new RedisRow("away", null, null, null, null, null, null);

    /** The last that was known. */
    RedisRow away() {
        return new RedisRow(UNKNOWN.state, version, round_trip_ms, used_memory, max_memory, clients,
                commands_per_second);
    }
}
