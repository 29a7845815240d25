/**
 * The fault run: nodes as processes, Redis, a balancer and proxies between everything that can be cut, under load, while
 * faults are injected that a seed draws. What was asked, answered and seen goes into a {@link io.roomwire.faults.Trace},
 * which a {@link io.roomwire.faults.Checker} reads that knows nothing of the product but its promises.
 */
@NullMarked
package io.roomwire.faults;

import org.jspecify.annotations.NullMarked;
