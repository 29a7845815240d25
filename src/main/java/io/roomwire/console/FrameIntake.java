package io.roomwire.console;

import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Takes frames in: to the other side of their group, where that is active, and to the consoles. Who a dongle belongs to
 * is asked anew for each batch, so a frame that is sent after a group was activated is relayed. Blocks; safe for any
 * thread, but one agent's frames stay in order only when they come one batch after the other.
 */
@Singleton
final class FrameIntake {

    private final Registry registry;
    private final Seats seats;
    private final Relay relay;
    private final FrameNews news;
    private final GroupWatch watch;

    FrameIntake(Registry registry, Seats seats, Relay relay, FrameNews news, GroupWatch watch) {
        this.registry = registry;
        this.seats = seats;
        this.relay = relay;
        this.news = news;
        this.watch = watch;
    }

    /**
     * A frame as it came.
     *
     * @param text the agent's own JSON, which the other side gets
     */
    record Arrived(String dongle, Frame frame, String text) {
    }

    /** Tells the agent which frames were stored for the other side, and which were not. */
    void take(AgentSocket socket, List<Arrived> frames) {
        Map<String, Dongle> dongles = registry.dongles().find(frames.stream().map(Arrived::dongle).toList());
        dongles.values().removeIf(dongle -> !dongle.agent().equals(socket.agent()));
        Map<String, Seat> places = seats.of(dongles.values());
        Map<Seat, List<RelayFrame>> relayed = new LinkedHashMap<>();
        Map<String, Integer> foreign = new LinkedHashMap<>();
        for (Arrived arrived : frames) {
            Dongle dongle = dongles.get(arrived.dongle());
            if (dongle == null) {
                foreign.merge(arrived.dongle(), 1, Integer::sum);
            } else {
                Seat seat = places.get(dongle.id());
                if (seat != null && seat.group().mode() != Group.Mode.INACTIVE) {
                    relayed.computeIfAbsent(seat, key -> new ArrayList<>())
                            .add(new RelayFrame(dongle.id(), seat.counterpart(), arrived.text()));
                }
            }
        }
        List<CompletionStage<Void>> stored = relayed.entrySet().stream()
                .map(lane -> store(socket, lane.getKey(), lane.getValue())).toList();
        foreign.forEach((dongle, count) -> refuse(socket, dongle, count));
        show(socket, frames, dongles, places);
        relayed.keySet().forEach(watch::sent);
        stored.forEach(Waiting::join);
    }

    private CompletionStage<Void> store(AgentSocket socket, Seat from, List<RelayFrame> frames) {
        String group = from.group().id();
        return relay.accept(group, from.side().sends(), frames).handle((done, failure) -> {
            JsonFields answer = failure == null
                    ? new JsonFields().put("type", "can_accepted").put("group_id", group).put("count", frames.size())
                    : new JsonFields().put("type", "error").put("code", "UNAVAILABLE")
                            .put("message", "The frames were not stored.").put("refused", frames.size())
                            .put("group_id", group);
            socket.send(answer);
            return null;
        });
    }

    private static void refuse(AgentSocket socket, String dongle, int count) {
        socket.send(new JsonFields().put("type", "error").put("code", "DONGLE_NOT_FOUND")
                .put("message", "The dongle is not one that this agent has reported.").put("refused", count)
                .put("dongle_id", dongle));
    }

    private void show(AgentSocket socket, List<Arrived> frames, Map<String, Dongle> dongles, Map<String, Seat> places) {
        Set<String> seen = new HashSet<>();
        for (Arrived arrived : frames) {
            Dongle dongle = dongles.get(arrived.dongle());
            if (dongle != null) {
                news.tell(dongle, Optional.ofNullable(places.get(dongle.id())), arrived.frame());
                if (seen.add(dongle.id())) {
                    news.seen(socket.agent(), dongle.id());
                }
            }
        }
    }
}
