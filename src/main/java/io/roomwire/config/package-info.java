/** Settings: each described once, read from the environment, refused in one line. */
@NullMarked
package io.roomwire.config;

import org.jspecify.annotations.NullMarked;
