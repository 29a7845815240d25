package io.roomwire.console;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends single frames from the console to a dongle's bus. Blocks; safe for any thread. */
@Singleton
final class CanSend {

    private static final int MOST_DIGITS = 16;

    private final AgentLine line;
    private final ConsoleLog log;
    private final Seats seats;
    private final Clock clock;
    private final RandomGenerator random;

    CanSend(AgentLine line, ConsoleLog log, Seats seats, Clock clock, RandomGenerator random) {
        this.line = line;
        this.log = log;
        this.seats = seats;
        this.clock = clock;
        this.random = random;
    }

    /** Returns when the agent has confirmed it; {@link ConsoleException} when it has not. */
    void send(Dongle dongle, JsonNode body) {
        Frame frame = frame(body);
        String requestId = "r_" + HexFormat.of().toHexDigits(random.nextLong());
        JsonNode message = new JsonFields().put("type", "can_frame_send").put("request_id", requestId)
                .put("dongle_id", dongle.id()).put("frame", frame.json()).object();
        JsonNode answer = line.ask(dongle.agent(), requestId, message)
                .orElseThrow(() -> new ConsoleException(HttpStatus.GATEWAY_TIMEOUT, "AGENT_OFFLINE",
                        "The dongle's agent did not answer in " + line.patience().toSeconds() + " s."));
        if (JsonFields.text(answer, "type").filter(type -> type.endsWith("_ack")).isEmpty()) {
            String reason = JsonFields.text(answer, "message").or(() -> JsonFields.text(answer, "error"))
                    .orElse("no reason");
            throw new ConsoleException(HttpStatus.BAD_GATEWAY, "INTERNAL_ERROR", "The agent refused: " + reason);
        }
        shown(dongle, frame);
    }

    private Frame frame(JsonNode body) {
        try {
            Frame frame = Frame.parse(body, clock.instant());
            if (frame.dataHex().replace(" ", "").length() > MOST_DIGITS) {
                throw new IllegalArgumentException("data_hex has more than " + MOST_DIGITS + " digits");
            }
            return frame;
        } catch (IllegalArgumentException wrong) {
            throw ConsoleException.invalid(String.valueOf(wrong.getMessage()));
        }
    }

    /** On the group's console it goes the way of what the other side sends to this one. */
    private void shown(Dongle dongle, Frame frame) {
        log.writeFrame(ConsoleStreams.dongle(dongle.id()),
                () -> ConsoleEvent.CanFrame.of(dongle.id(), dongle.group(), "tx", frame));
        Optional.ofNullable(seats.of(List.of(dongle)).get(dongle.id())).ifPresent(seat ->
                log.writeFrame(ConsoleStreams.group(seat.group().id()),
                        () -> ConsoleEvent.CanFrame.of(dongle.id(), dongle.group(), seat.receives().wire(), frame)));
    }
}
