/** The demo run: an embedded Redis and scripted feeds. */
@NullMarked
package io.roomwire.demo;

import org.jspecify.annotations.NullMarked;
