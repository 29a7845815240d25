/** Who may do what: the control token. */
@NullMarked
package io.roomwire.access;

import org.jspecify.annotations.NullMarked;
