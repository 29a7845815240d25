package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;

/** Brings commands to an agent and takes its answers. */
final class ControlWork implements AgentWork {

    private final AgentSocket socket;
    private final AgentLine line;
    private final CommandReports reports;
    private final AgentPulse pulse;

    ControlWork(AgentSocket socket, AgentLine line, CommandReports reports, AgentPulse pulse) {
        this.socket = socket;
        this.line = line;
        this.reports = reports;
        this.pulse = pulse;
    }

    @Override
    public void read(String type, JsonNode message) {
        switch (type) {
            case "heartbeat" -> pulse.beat(socket.agent());
            case "command_response", "command_status" -> reports.status(socket.agent(), message);
            case "command_chunk" -> reports.chunk(socket.agent(), message);
            default -> answer(type, message);
        }
    }

    private void answer(String type, JsonNode message) {
        String requestId = JsonFields.text(message, "request_id").filter(ConsoleStreams::isId).orElse("");
        boolean isAnswer = type.endsWith("_ack") || type.endsWith("_error");
        if (!isAnswer || requestId.isEmpty()) {
            throw new IllegalArgumentException("This type of message is not known here.");
        }
        line.answered(socket.agent(), requestId, message);
    }

    @Override
    public void flush() {
        // nothing is put off
    }

    @Override
    public void wake() {
        AgentLine.Taken taken;
        do {
            taken = line.take(socket.held());
            taken.messages().forEach(message -> {
                var _ = socket.send(message);
            });
        } while (taken.more());
    }

    @Override
    public void end() {
        // what was queued to this socket runs out
    }
}
