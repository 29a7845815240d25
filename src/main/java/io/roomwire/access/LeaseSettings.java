package io.roomwire.access;

import java.time.Duration;

/**
 * How long what a node holds for users and agents outlives the node.
 *
 * @param validity of a node's word
 */
public record LeaseSettings(Duration validity) {

    private static final int WORDS = 4;

    /** How often a node says its word anew, and looks for what dead ones have left. */
    public Duration period() {
        return validity.dividedBy(WORDS);
    }
}
