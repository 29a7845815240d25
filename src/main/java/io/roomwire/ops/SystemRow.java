package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;

/**
 * All streams of one system.
 *
 * @param name one of {@link Systems#NAMES}
 * @param streams how many are watched, or had an event within the last minute
 */
@Serdeable
record SystemRow(String name, int streams, int viewers, double events_per_second) {
}
