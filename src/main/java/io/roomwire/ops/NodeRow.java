package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One node, as it said of itself.
 *
 * @param node its name in Redis
 * @param address host and port
 * @param started_at ISO 8601
 * @param state {@code starting}, {@code ready}, {@code not_delivering}, {@code draining}; {@code silent} when nothing
 *     has been heard of it for six seconds
 * @param reason why it is not ready, else left out
 * @param draining whether it is on its way out, also while silent
 * @param leased whether what it holds for others counts
 * @param viewers over all its streams: who watches two on one connection counts twice
 * @param connections SSE connections
 * @param cpu_cores processor time per time
 * @param heap_used bytes
 * @param ring_bytes bytes of direct memory
 * @param feeds streams that it subscribes to
 * @param redis_round_trip_ms of its last probe; left out before the first
 * @param age_ms since it said so
 */
@Serdeable
record NodeRow(String node, String version, String address, String started_at, String state, @Nullable String reason,
               boolean draining, boolean leased, int viewers, long connections, double appends_per_second,
               double deliveries_per_second, double cpu_cores, long heap_used, long ring_bytes, long feeds,
               @Nullable Double redis_round_trip_ms, long age_ms) {

    static final String SILENT = "silent";

    /** The same as others heard it. */
    NodeRow heard(String newState, boolean stands, Duration age) {
        return new NodeRow(node, version, address, started_at, newState, reason, draining, stands, viewers, connections,
                appends_per_second, deliveries_per_second, cpu_cores, heap_used, ring_bytes, feeds, redis_round_trip_ms,
                age.toMillis());
    }
}
