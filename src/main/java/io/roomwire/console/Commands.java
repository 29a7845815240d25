package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.Command.Status;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sends commands to agents and keeps what became of them. Blocks; safe for any thread. */
@Singleton
final class Commands {

    /** For the way there and back. */
    private static final Duration WAY = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofHours(24);

    private final CommandBook book;
    private final AgentLine line;
    private final CommandNews news;
    private final Clock clock;
    private final RandomGenerator random;

    Commands(CommandBook book, AgentLine line, CommandNews news, Clock clock, RandomGenerator random) {
        this.book = book;
        this.line = line;
        this.news = news;
        this.clock = clock;
        this.random = random;
    }

    /** Queues a command to the dongle's agent; {@link ConsoleException} when that is not connected. */
    Command send(Dongle dongle, CommandRequest request) {
        String id = "c_" + HexFormat.of().toHexDigits(random.nextLong());
        Duration within = request.timeout().plus(WAY);
        Map<String, String> fields = Map.of("dongle_id", dongle.id(), "agent_id", dongle.agent(), "status",
                Status.QUEUED.word(), "command_target", request.target(), "command_source", "web", "deadline_ms",
                Long.toString(clock.millis() + within.toMillis()));
        Waiting.join(book.create(id, fields, KEPT));
        Command command = new Command(id, fields);
        news.tell(command);
        try {
            line.send(dongle.agent(), message(command, request), within);
        } catch (ConsoleException offline) {
            end(command, Status.ERROR);
            throw offline;
        }
        return command;
    }

    private JsonNode message(Command command, CommandRequest request) {
        return new JsonFields().put("type", "command_request").put("request_id", command.id())
                .put("command_id", command.id()).put("dongle_id", command.dongle()).put("command", request.command())
                .putList("args", request.args().stream().map(JsonNode::createStringNode).toList())
                .put("timeout_ms", request.timeout().toMillis()).put("command_target", request.target())
                .put("command_source", "web").put("allow_dangerous", request.dangerous()).object();
    }

    /** The command as it is now: one whose time is over has ended, whatever became of the node that watched it. */
    Optional<Command> find(String id) {
        Map<String, String> fields = ConsoleStreams.isId(id) ? Waiting.join(book.read(id)) : Map.of();
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        Command command = new Command(id, fields);
        return Optional.of(command.isOverdue(clock.instant()) ? end(command, Status.TIMEOUT) : command);
    }

    private Command end(Command command, Status status) {
        String now = Iso.text(clock.instant());
        return changed(command, Map.of("status", status.word(), "completed_at", now));
    }

    private Command changed(Command command, Map<String, String> fields) {
        boolean changed = Waiting.join(book.change(command.id(), fields));
        Command now = new Command(command.id(), Waiting.join(book.read(command.id())));
        if (changed) {
            news.tell(now);
        }
        return now;
    }
}
