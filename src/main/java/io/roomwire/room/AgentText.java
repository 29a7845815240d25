package io.roomwire.room;

import java.util.Optional;

/** Writes what agents say. Safe for any thread; may block, for a bounded time. */
interface AgentText {

    /** Raw text; empty when there is nothing to say, or when it could not be had. */
    Optional<String> write(TextRequest request);

    /** How messages name where their text came from. */
    String source();
}
