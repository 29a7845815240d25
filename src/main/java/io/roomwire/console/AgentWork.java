package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;

/**
 * What is done for one socket of an agent, according to its role: one call after the other, on a thread that may block.
 */
interface AgentWork {

    /**
     * Takes a message, at once or with those that follow it.
     *
     * @throws IllegalArgumentException when it makes no sense
     */
    void read(String type, JsonNode message);

    /** Ends what {@link #read} has put off. */
    void flush();

    /** Something may have changed for the agent. */
    void wake();

    /** The socket is closed. */
    void end();
}
