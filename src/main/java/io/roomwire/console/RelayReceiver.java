package io.roomwire.console;

import java.util.concurrent.CompletionStage;

/**
 * The socket of the agent that receives one direction. Called by one thread at a time, in the order in which things
 * must reach the agent; must not block. A send or ping that fails ends the attachment, and whoever attached it should
 * close the socket.
 */
interface RelayReceiver {

    /** Writes one text message behind those before; completes when the socket took it. */
    CompletionStage<?> send(String message);

    /** Sends a WebSocket ping behind what was sent; completes with its pong. */
    CompletionStage<?> ping();

    /**
     * The group is ACTIVE again: called once, before the last backlog frame is written, at once when there is none.
     * Called again after a while if it fails.
     */
    CompletionStage<?> caughtUp();
}
