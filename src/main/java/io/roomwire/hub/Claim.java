package io.roomwire.hub;

import io.roomwire.event.StreamKey;

/**
 * A role on a stream that one node of the cluster holds for a while.
 *
 * @param stream whose role
 * @param role what for, for example {@code packet}
 * @param token this claim and no other
 */
public record Claim(StreamKey stream, String role, String token) {
}
