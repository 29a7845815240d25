package io.roomwire.console;

import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;

/** Makes the sockets of an agent, wherever they are, look what has changed for it. Blocks; safe for any thread. */
@Singleton
final class AgentCalls {

    private static final String WAKE = "wake";

    private final Hub hub;

    AgentCalls(Hub hub) {
        this.hub = hub;
    }

    void wake(String agent) {
        Waiting.join(hub.signal(ConsoleStreams.agent(agent), WAKE, "{}"));
    }
}
