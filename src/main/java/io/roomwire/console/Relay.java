package io.roomwire.console;

import io.roomwire.hub.Hub;
import io.roomwire.json.JsonText;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Frames between the two agents of a group, which may be on different nodes: every frame of a direction is stored in
 * Redis and read from there by the node that holds the receiving socket. So across cuts of whatever kind the receiver
 * gets each frame at least once, in order, and by {@code seq} exactly once. Safe for any thread, never blocks.
 */
@Singleton
final class Relay {

    private final RelayStore store;
    private final Hub hub;
    private final JsonText json;
    private final RelaySettings settings;
    private final ConcurrentMap<RelayLane, RelayDelivery> deliveries = new ConcurrentHashMap<>();

    Relay(RelayStore store, Hub hub, JsonText json, RelaySettings settings) {
        this.store = store;
        this.hub = hub;
        this.json = json;
        this.settings = settings;
    }

    /**
     * Stores frames of one direction, in the order of the calls; completes when Redis has them all. Else it fails with
     * {@link io.roomwire.hub.EventLogUnavailable}: all of this batch may be stored or none, but never behind a later
     * one of this node.
     */
    CompletionStage<Void> accept(String groupId, RelayDirection direction, List<RelayFrame> frames) {
        return store.accept(new RelayLane(groupId, direction), frames);
    }

    /**
     * This node holds the socket of the agent that receives this direction: from now on delivers backlog and live
     * frames to it. A later attachment of the same direction, on any node, ends this one.
     */
    RelayAttachment attach(String groupId, RelayDirection direction, RelayReceiver receiver) {
        RelayLane lane = new RelayLane(groupId, direction);
        RelayDelivery delivery = new RelayDelivery(lane, receiver, store, new RelayText(json, lane), settings);
        Optional<RelayDelivery> before = Optional.ofNullable(deliveries.put(lane, delivery));
        before.ifPresent(RelayDelivery::close);
        Thread.ofVirtual().name("relay-" + lane).start(() -> deliver(lane, delivery, before));
        return delivery;
    }

    private void deliver(RelayLane lane, RelayDelivery delivery, Optional<RelayDelivery> before) {
        try (var _ = hub.tap(lane.stream(), delivery)) {
            delivery.run(before);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            deliveries.remove(lane, delivery);
        }
    }

    /** Frames stored and not yet acknowledged. */
    CompletionStage<Long> backlog(String groupId, RelayDirection direction) {
        return store.backlog(new RelayLane(groupId, direction));
    }

    /** How many lanes are delivered from this node. */
    int attached() {
        return deliveries.size();
    }

    @PreDestroy
    void end() {
        deliveries.values().forEach(RelayDelivery::close);
    }
}
