package io.roomwire.hub;

import io.roomwire.event.EventId;

/**
 * Tells a client that what follows its position cannot be had any more.
 *
 * @param reason why
 * @param requested the position that is gone
 * @param oldest the oldest event that this node holds
 * @param newest where the client goes on: live events follow
 */
public record Reset(ResetReason reason, EventId requested, EventId oldest, EventId newest) {
}
