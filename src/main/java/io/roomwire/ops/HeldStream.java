package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * One stream that a node holds.
 *
 * @param stream its key, without what may be somebody's secret
 * @param system one of {@link Systems#NAMES}
 * @param position the newest event's id, 0 on an empty stream
 * @param oldest the id of the oldest event that the ring has
 * @param events in the ring
 * @param bytes that these take
 * @param lag_events that the slowest viewer has not been sent; at least so many where it reads Redis' history; left out
 *     where that could not be found out in time
 * @param lag_ms from the last event that it was sent to the newest
 */
@Serdeable
record HeldStream(String stream, String system, int viewers, long position, long oldest, int events, long bytes,
                  @Nullable Long lag_events, @Nullable Long lag_ms) {
}
