package io.roomwire.hub;

import java.time.Duration;

/**
 * When a node counts as ready.
 *
 * @param redisAway how long a node that was ready stays so while Redis is away
 */
public record ReadinessSettings(Duration redisAway) {
}
