package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What comes out of the relay at one agent's data socket. Blocks; one call after the other. */
final class RelayLinks {

    private final AgentSocket socket;
    private final Maker tools;
    private final Map<Lane, RelayAttachment> attached = new HashMap<>();

    private RelayLinks(AgentSocket socket, Maker tools) {
        this.socket = socket;
        this.tools = tools;
    }

    /** Makes them. */
    @Singleton
    static final class Maker {

        private final Relay relay;
        private final Registry registry;
        private final Seats seats;
        private final GroupModes modes;
        private final Executor blocking;

        Maker(Relay relay, Registry registry, Seats seats, GroupModes modes,
              @Named(TaskExecutors.BLOCKING) Executor blocking) {
            this.relay = relay;
            this.registry = registry;
            this.seats = seats;
            this.modes = modes;
            this.blocking = blocking;
        }

        RelayLinks of(AgentSocket socket) {
            return new RelayLinks(socket, this);
        }
    }

    /** One direction of a group. */
    private record Lane(String group, RelayDirection direction) {
    }

    /** Attaches what the agent's groups want now, and nothing else. */
    void refresh() {
        List<Seat> seats = tools.registry.agents().find(socket.agent()).map(tools.seats::of).orElse(List.of());
        Set<Lane> wanted = new HashSet<>();
        for (Seat seat : seats) {
            if (seat.group().mode() != Group.Mode.INACTIVE) {
                Lane lane = new Lane(seat.group().id(), seat.receives());
                wanted.add(lane);
                attached.computeIfAbsent(lane, key -> tools.relay.attach(key.group(), key.direction(), receiver(seat)));
            }
        }
        attached.entrySet().removeIf(link -> {
            boolean over = !wanted.contains(link.getKey());
            if (over) {
                link.getValue().close();
            }
            return over;
        });
    }

    /** @param direction may be left out by an agent that has one side of the group alone */
    void acknowledged(String group, Optional<String> direction, long seq) {
        attached.forEach((lane, link) -> {
            boolean isMeant = direction.filter(word -> !word.equals(lane.direction().wire())).isEmpty();
            if (lane.group().equals(group) && isMeant) {
                link.acknowledged(seq);
            }
        });
    }

    void close() {
        attached.values().forEach(RelayAttachment::close);
        attached.clear();
    }

    private RelayReceiver receiver(Seat seat) {
        return new RelayReceiver() {

            @Override
            public CompletionStage<?> send(String message) {
                return orEnd(socket.send(message));
            }

            @Override
            public CompletionStage<?> ping() {
                return orEnd(socket.ping());
            }

            @Override
            public CompletionStage<?> caughtUp() {
                return CompletableFuture.runAsync(() -> tools.modes.back(seat.group(), seat.side()), tools.blocking);
            }
        };
    }

    /** An attachment whose socket fails is over, so the agent shall come again. */
    private CompletionStage<?> orEnd(CompletionStage<?> sent) {
        return sent.whenComplete((done, failure) -> {
            if (failure != null) {
                socket.close(AgentSocket.TRY_AGAIN);
            }
        });
    }
}
