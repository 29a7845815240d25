package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.Command.Status;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What agents say of commands. Blocks; safe for any thread. Fails with {@link IllegalArgumentException} on what makes
 * no sense; what is said of a command that has ended is passed over.
 */
@Singleton
final class CommandReports {

    /** Bytes of output kept, both streams together. */
    static final int OUTPUT_CAP = 64 * 1024;

    private final CommandBook book;
    private final CommandNews news;
    private final Clock clock;

    CommandReports(CommandBook book, CommandNews news, Clock clock) {
        this.book = book;
        this.news = news;
        this.clock = clock;
    }

    /** A {@code command_response} or {@code command_status}. */
    void status(String agent, JsonNode message) {
        Command command = command(agent, message);
        Status status = Status.of(JsonFields.text(message, "status").orElse(""));
        if (status == Status.QUEUED || command.status().isEnd()) {
            return;
        }
        print(command, message, "stdout");
        print(command, message, "stderr");
        if (Waiting.join(book.change(command.id(), fields(command, status, message)))) {
            news.tell(new Command(command.id(), Waiting.join(book.read(command.id()))));
        }
    }

    private Map<String, String> fields(Command command, Status status, JsonNode message) {
        Map<String, String> fields = new HashMap<>(Map.of("status", status.word()));
        String now = Iso.text(clock.instant());
        String started = JsonFields.text(message, "started_at").or(() -> command.text("started_at")).orElse(now);
        fields.put("started_at", shortened(started));
        if (status.isEnd()) {
            fields.put("completed_at", shortened(JsonFields.text(message, "completed_at").orElse(now)));
        }
        JsonFields.given(message, "exit_code").filter(JsonNode::isNumber)
                .ifPresent(code -> fields.put("exit_code", Integer.toString(code.getIntValue())));
        JsonFields.given(message, "truncated").filter(JsonNode::isBoolean).filter(JsonNode::getBooleanValue)
                .ifPresent(cut -> fields.put("truncated", "true"));
        return fields;
    }

    /** The whole output goes along with the end only where it did not come in chunks. */
    private void print(Command command, JsonNode message, String stream) {
        Optional<String> text = JsonFields.text(message, stream).filter(all -> !all.isEmpty());
        if (text.isPresent() && command.text(stream).isEmpty()) {
            print(command.id(), stream, text.get());
        }
    }

    /** A {@code command_chunk}: output as it comes, in base64. */
    void chunk(String agent, JsonNode message) {
        Command command = command(agent, message);
        String stream = JsonFields.text(message, "stream").orElse("stdout");
        if (!stream.equals("stdout") && !stream.equals("stderr")) {
            throw new IllegalArgumentException("stream is neither stdout nor stderr");
        }
        byte[] data = Base64.getMimeDecoder().decode(JsonFields.text(message, "data").orElse(""));
        print(command.id(), stream, new String(data, StandardCharsets.UTF_8));
    }

    private void print(String id, String stream, String text) {
        Waiting.join(book.print(id, stream, text.replace("\0", ""), OUTPUT_CAP));
    }

    private Command command(String agent, JsonNode message) {
        String id = JsonFields.text(message, "command_id").filter(ConsoleStreams::isId)
                .orElseThrow(() -> new IllegalArgumentException("no command_id"));
        Map<String, String> fields = Waiting.join(book.read(id));
        if (!agent.equals(fields.get("agent_id"))) {
            throw new IllegalArgumentException("no such command of this agent");
        }
        return new Command(id, fields);
    }

    private static String shortened(String time) {
        return time.substring(0, Math.min(40, time.length()));
    }
}
