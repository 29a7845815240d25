package io.roomwire.console;

import io.roomwire.console.AgentSockets.Held;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;

/** What follows when an agent comes or goes. Blocks; safe for any thread. */
@Singleton
final class AgentDepartures {

    private final AgentSockets sockets;
    private final Registry registry;
    private final Seats seats;
    private final GroupModes modes;
    private final Presences presences;

    AgentDepartures(AgentSockets sockets, Registry registry, Seats seats, GroupModes modes, Presences presences) {
        this.sockets = sockets;
        this.registry = registry;
        this.seats = seats;
        this.modes = modes;
        this.presences = presences;
    }

    void arrived(Held socket) {
        registry.agents().find(socket.agent()).ifPresent(presences::online);
    }

    /** Frames end with the data socket; without one, all ends with the control socket. */
    void gone(Held socket) {
        registry.agents().find(socket.agent()).ifPresent(agent -> {
            switch (socket.role()) {
                case DATA -> {
                    presences.offline(agent);
                    seats.of(agent).forEach(seat -> modes.away(seat.group(), seat.side()));
                }
                case CONTROL -> {
                    if (Waiting.join(sockets.holder(agent.id(), SocketRole.DATA)).isEmpty()) {
                        presences.offline(agent);
                    }
                }
            }
        });
    }
}
