/** Health, readiness and metrics of a node, and what it knows of the whole cluster. */
@NullMarked
package io.roomwire.ops;

import org.jspecify.annotations.NullMarked;
