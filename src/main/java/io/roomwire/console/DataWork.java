package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.FrameIntake.Arrived;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Takes an agent's frames, and brings it those of the other side. */
final class DataWork implements AgentWork {

    private final AgentSocket socket;
    private final FrameIntake intake;
    private final RelayLinks links;
    private final JsonText json;
    private final InstantSource clock;

    private final List<Arrived> waiting = new ArrayList<>();

    DataWork(AgentSocket socket, FrameIntake intake, RelayLinks links, JsonText json, InstantSource clock) {
        this.socket = socket;
        this.intake = intake;
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void read(String type, JsonNode message) {
        switch (type) {
            case "can_frame" -> waiting.add(frame(message));
            case "can_ack" -> acknowledged(message);
            case "heartbeat" -> { }
            default -> throw new IllegalArgumentException("This type of message is not known here.");
        }
    }

    private Arrived frame(JsonNode message) {
        String dongle = JsonFields.text(message, "dongle_id").filter(ConsoleStreams::isId)
                .orElseThrow(() -> new IllegalArgumentException("no dongle_id"));
        JsonNode frame = JsonFields.given(message, "frame").filter(JsonNode::isObject)
                .orElseThrow(() -> new IllegalArgumentException("no frame"));
        return new Arrived(dongle, Frame.parse(frame, clock.instant()), json.write(frame));
    }

    private void acknowledged(JsonNode message) {
        long seq = JsonFields.given(message, "seq").filter(JsonNode::isNumber).map(JsonNode::getLongValue)
                .orElseThrow(() -> new IllegalArgumentException("no seq"));
        links.acknowledged(JsonFields.text(message, "group_id").orElse(""), JsonFields.text(message, "direction"), seq);
    }

    @Override
    public void flush() {
        if (!waiting.isEmpty()) {
            List<Arrived> frames = List.copyOf(waiting);
            waiting.clear();
            try {
                intake.take(socket, frames);
            } catch (EventLogUnavailable away) {
                socket.sendError("UNAVAILABLE", "Redis does not answer; the frames were not stored.", frames.size());
            }
        }
    }

    @Override
    public void wake() {
        links.refresh();
    }

    @Override
    public void end() {
        links.close();
    }
}
