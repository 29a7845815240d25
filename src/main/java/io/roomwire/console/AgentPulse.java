package io.roomwire.console;

import jakarta.inject.Singleton;

/** Takes heartbeats, however they come. Blocks; safe for any thread. */
@Singleton
final class AgentPulse {

    private final Registry registry;
    private final Presences presences;

    AgentPulse(Registry registry, Presences presences) {
        this.registry = registry;
        this.presences = presences;
    }

    void beat(String agent) {
        registry.agents().find(agent).ifPresent(presences::seen);
    }
}
