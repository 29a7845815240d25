/** A node's live view of streams: feeds, rings, cursors, and the ports to the shared log behind them. */
@NullMarked
package io.roomwire.hub;

import org.jspecify.annotations.NullMarked;
