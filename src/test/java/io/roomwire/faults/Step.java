package io.roomwire.faults;

/**
 * One fault of a plan.
 *
 * @param at when it begins, in ms since the run began
 * @param lasting until it ends, in ms
 * @param node which node it hits, where it hits one
 */
record Step(int at, int lasting, FaultKind kind, int node) {
}
