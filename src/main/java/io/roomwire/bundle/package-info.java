/** Many streams on one connection. */
@NullMarked
package io.roomwire.bundle;

import org.jspecify.annotations.NullMarked;
