package io.roomwire.ops;

import java.time.Duration;

/**
 * How a node leaves.
 *
 * @param grace how long it goes on serving after it has said that it is not ready
 * @param spread over how long it then closes its streams
 */
public record DrainSettings(Duration grace, Duration spread) {
}
