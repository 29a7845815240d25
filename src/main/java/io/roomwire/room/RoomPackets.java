package io.roomwire.room;

import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds packets, one at a time per room: who asks for no more than the running build brings takes its packet, who asks
 * for more waits and then builds. Blocks; safe for any thread.
 */
@Singleton
final class RoomPackets {

    private final Agents agents;
    private final PacketSource source;
    private final PacketMetrics metrics;
    private final JsonText json;
    private final ConcurrentMap<String, Flight> flights = new ConcurrentHashMap<>();

    RoomPackets(Agents agents, PacketSource source, PacketMetrics metrics, JsonText json) {
        this.agents = agents;
        this.source = source;
        this.metrics = metrics;
        this.json = json;
    }

    /** How many decisions a viewer wants. */
    static int limit(@Nullable String decisionLimit) {
        return QueryNumber.clamped(decisionLimit, 5, 1, 20);
    }

    /**
     * A packet that was not yet begun, or still being built, when it was asked for.
     *
     * @param limit decisions in it, at most
     * @throws RoomException {@code room_not_found}
     */
    StreamPacket get(String roomId, int limit) {
        Flight own = new Flight(limit, new CompletableFuture<>());
        while (true) {
            Optional<Flight> running = Optional.ofNullable(flights.putIfAbsent(roomId, own));
            if (running.isEmpty()) {
                return fly(roomId, own);
            }
            if (running.get().limit >= limit) {
                metrics.joined();
                return Waiting.join(running.get().packet).trimmed(limit, json);
            }
            running.get().await();
        }
    }

    /** Whether a build is running, for a timer, which then skips its tick. */
    boolean skipsTick(String roomId) {
        boolean building = flights.containsKey(roomId);
        if (building) {
            metrics.timerSkipped();
        }
        return building;
    }

    /** Clears the way before it hands out the packet, so that who waited for it finds the way clear. */
    private StreamPacket fly(String roomId, Flight flight) {
        try {
            StreamPacket packet = build(agents.ofRoom(roomId), flight.limit);
            flights.remove(roomId, flight);
            flight.packet.complete(packet);
            return packet;
        } catch (RuntimeException | Error failure) {
            flights.remove(roomId, flight);
            flight.packet.completeExceptionally(failure);
            throw failure;
        }
    }

    private StreamPacket build(Agent agent, int limit) {
        metrics.started(agent.id());
        try {
            return StreamPacket.of(limit, source.build(agent, limit), json);
        } finally {
            metrics.finished(agent.id());
        }
    }

    private record Flight(int limit, CompletableFuture<StreamPacket> packet) {

        /** Until it has landed, well or not. */
        void await() {
            packet.handle((done, failure) -> true).join();
        }
    }
}
