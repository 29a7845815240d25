/** Health, readiness and metrics. */
@NullMarked
package io.roomwire.ops;

import org.jspecify.annotations.NullMarked;
