/** JSON as text and as trees, for every system. */
@NullMarked
package io.roomwire.json;

import org.jspecify.annotations.NullMarked;
