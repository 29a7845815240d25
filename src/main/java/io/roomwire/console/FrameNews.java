package io.roomwire.console;

import jakarta.inject.Singleton;
import java.util.Optional;

/** Shows frames on the consoles of their dongle and its group. Blocks now and then; safe for any thread. */
@Singleton
final class FrameNews {

    private final ConsoleLog log;
    private final Presences presences;

    FrameNews(ConsoleLog log, Presences presences) {
        this.log = log;
        this.presences = presences;
    }

    void tell(Dongle dongle, Optional<Seat> seat, Frame frame) {
        Optional<String> group = seat.map(place -> place.group().id());
        String direction = seat.map(place -> place.side() == Group.Side.A ? "tx" : "rx")
                .or(frame::direction).orElse("rx");
        log.writeFrame(ConsoleStreams.dongle(dongle.id()),
                () -> ConsoleEvent.CanFrame.of(dongle.id(), group, direction, frame));
        seat.ifPresent(place -> log.writeFrame(ConsoleStreams.group(place.group().id()),
                () -> ConsoleEvent.CanFrame.of(dongle.id(), group, place.side().sends().wire(), frame)));
    }

    /** Something has come from the dongle. */
    void seen(String agent, String dongle) {
        presences.seen(agent, dongle);
    }
}
