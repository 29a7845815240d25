/** The plain stream: append, watch and history over HTTP. */
@NullMarked
package io.roomwire.topic;

import org.jspecify.annotations.NullMarked;
