/**
 * The benchmark: drives the packaged jar, its peers and the floor as processes over real sockets, in turn and in one
 * run, and compares them. {@link io.roomwire.bench.Bench} is the way in. A {@link io.roomwire.bench.Workload} says what
 * is done to a {@link io.roomwire.bench.Contender}; {@link io.roomwire.bench.Pairs} alternates the contenders.
 */
@NullMarked
package io.roomwire.bench;

import org.jspecify.annotations.NullMarked;
