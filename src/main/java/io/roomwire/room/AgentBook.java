package io.roomwire.room;

import io.roomwire.hub.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The cluster's agents, as text by id. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface AgentBook {

    CompletionStage<Optional<String>> find(String id);

    CompletionStage<Map<String, String>> all();

    /**
     * Replaces the agent's text, if nobody else has.
     *
     * @param expected what {@link #find} gave; empty for an agent not known yet
     * @return false when another text stands there: nothing was changed
     */
    CompletionStage<Boolean> replace(String id, Optional<String> expected, String text);

    /** On the agent's room; holds as long as the agent's text is this one. */
    Claim claim(String id, String text);
}
