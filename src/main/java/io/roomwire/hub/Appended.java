package io.roomwire.hub;

import io.roomwire.event.EventId;

/**
 * The result of an append.
 *
 * @param duplicate true when the idempotency key had been used: id and prev are those of the first time
 */
public record Appended(EventId id, EventId prev, boolean duplicate) {
}
