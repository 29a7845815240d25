package io.roomwire.hub;

import java.time.Duration;

/**
 * How much a feed keeps and how often it looks.
 *
 * @param ringEvents events kept per stream, in Redis and in the node
 * @param ringAge how long they are kept
 * @param ringBytes what a node's ring of one feed may take
 * @param nodeBytes what all rings of a node may take
 * @param expiry a stream goes from Redis this long after its last append, unless somebody watches it
 * @param linger how long a feed outlives its last subscriber
 * @param positionCheck how often the newest id is compared with Redis, give or take some jitter
 */
public record FeedSettings(int ringEvents, Duration ringAge, long ringBytes, long nodeBytes, Duration expiry,
                           Duration linger, Duration positionCheck) {
}
