package io.roomwire.hub;

/**
 * What publishers may ask of a node.
 *
 * @param waiting bytes that appends may take which wait for Redis
 */
public record AppendSettings(long waiting) {
}
