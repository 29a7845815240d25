/** Redis, the only shared state: keys, scripts, the live connection, and the ports that others declare. */
@NullMarked
package io.roomwire.redis;

import org.jspecify.annotations.NullMarked;
