package io.roomwire.hub;

import io.roomwire.event.StreamKey;

/**
 * What has to hold for an append: a role on a stream that one node of the cluster has for a while, or something that
 * the node believes and others may change, kept in the stream's slot so that the write itself checks it.
 *
 * @param stream whose role
 * @param role what for, for example {@code packet} or {@code agent}
 * @param token this claim and no other
 */
public record Claim(StreamKey stream, String role, String token) {
}
