package io.roomwire.room;

import io.roomwire.hub.Claim;

/**
 * An agent as this node read it last. It may be another by now, which a write under its claim finds out.
 *
 * @param text as it stands in the book
 * @param claim holds as long as it stands there
 */
record KnownAgent(String text, AgentEntry entry, Claim claim) {

    Agent agent() {
        return entry.agent();
    }
}
