package io.roomwire.console;

import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what is done for a socket. */
@Singleton
final class AgentWorks {

    private final Control control;
    private final FrameIntake intake;
    private final RelayLinks.Maker links;
    private final JsonText json;
    private final Clock clock;

    AgentWorks(Control control, FrameIntake intake, RelayLinks.Maker links, JsonText json, Clock clock) {
        this.control = control;
        this.intake = intake;
        this.links = links;
        this.json = json;
        this.clock = clock;
    }

    /** What control sockets need. */
    @Singleton
    record Control(AgentLine line, CommandReports reports, AgentPulse pulse) {
    }

    AgentWork of(AgentSocket socket) {
        return switch (socket.held().role()) {
            case CONTROL -> new ControlWork(socket, control.line(), control.reports(), control.pulse());
            case DATA -> new DataWork(socket, intake, links.of(socket), json, clock);
        };
    }
}
