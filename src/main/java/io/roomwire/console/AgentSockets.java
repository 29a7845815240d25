package io.roomwire.console;

import io.roomwire.event.EventId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Which agents are connected, somewhere in the cluster. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}. A socket counts for as long after its node last spoke of it as
 * {@link io.roomwire.access.LeaseSettings} says.
 */
public interface AgentSockets {

    /**
     * An agent's socket.
     *
     * @param token this one and no other; letters, digits and dashes
     */
    record Held(String agent, SocketRole role, String token) {
    }

    /** From now on this is the agent's socket, and no other of that role. */
    CompletionStage<Void> take(Held socket);

    /** Ends that, if it is still so; false when another has taken its place. */
    CompletionStage<Boolean> release(Held socket);

    /** The token of the socket that the agent has. */
    CompletionStage<Optional<String>> holder(String agent, SocketRole role);

    /**
     * Says that the sockets still stand.
     *
     * @return those that were given up meanwhile
     */
    CompletionStage<List<Held>> keep(List<Held> sockets);

    /** Takes out the sockets that count no longer, each for one caller alone. */
    CompletionStage<List<Held>> overdue();

    /** The last event of the agent's stream that was taken for its socket. */
    CompletionStage<EventId> delivered(String agent);

    /** Takes the agent's events up to {@code last} for this socket; false when it was replaced, or too slow. */
    CompletionStage<Boolean> deliver(Held socket, EventId last);
}
