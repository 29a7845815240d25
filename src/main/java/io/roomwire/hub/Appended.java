package io.roomwire.hub;

import io.roomwire.event.EventId;

/**
 * The result of an append.
 *
 * @param duplicate true when the idempotency key had been used: id and prev are those of the first time
 * @param number of the entry in the numbered history that was written along; 0 without one, and for a duplicate
 */
public record Appended(EventId id, EventId prev, boolean duplicate, long number) {
}
