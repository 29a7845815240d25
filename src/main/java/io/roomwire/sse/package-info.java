/** Server-Sent Events on the wire: frames, positions, connections and their heartbeats. */
@NullMarked
package io.roomwire.sse;

import org.jspecify.annotations.NullMarked;
