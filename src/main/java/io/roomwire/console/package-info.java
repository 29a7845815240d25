/** Live console of dongles and groups, and the relay between their agents. */
@NullMarked
package io.roomwire.console;

import org.jspecify.annotations.NullMarked;
