package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A command that may be sent.
 *
 * @param timeout for the agent
 */
record CommandRequest(String command, List<String> args, Duration timeout, String target, boolean dangerous) {

    private static final String AGENT = "agent";
    private static final String DONGLE = "dongle";

    /** What an agent may run on its own machine, and how many arguments it takes. */
    private static final Map<String, Integer> OF_AGENTS = Map.of("ifconfig", 4, "ip", 6, "ping", 6);
    private static final Set<String> OF_DONGLES = Set.of("help", "remote status", "remote stats", "can cfg show",
            "discovery status", "time status");
    private static final String ARGUMENT = "[A-Za-z0-9._:/%@=+,-]{1,128}";
    private static final long STANDARD_MS = 10_000;
    private static final long SHORTEST_MS = 1000;
    private static final long LONGEST_MS = 15_000;
    private static final long LONGEST_PING_MS = 20_000;
    private static final long LONGEST_DANGEROUS_MS = 30_000;

    CommandRequest {
        args = List.copyOf(args);
    }

    /** Fails with {@link ConsoleException} on what may not be sent. */
    static CommandRequest parse(JsonNode body) {
        String command = JsonFields.text(body, "command").map(String::strip).orElse("");
        String target = JsonFields.text(body, "command_target").orElse("");
        List<String> args = args(body);
        boolean allowed = switch (target) {
            case AGENT -> args.size() <= OF_AGENTS.getOrDefault(command, -1)
                    && args.stream().allMatch(arg -> arg.matches(ARGUMENT));
            case DONGLE -> OF_DONGLES.contains(line(command, args));
            default -> throw ConsoleException.invalid("command_target is neither agent nor dongle");
        };
        if (!allowed) {
            throw ConsoleException.invalid("This command is not on the list of those that may be sent.");
        }
        boolean dangerous = JsonFields.given(body, "allow_dangerous").filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue).orElse(false);
        return new CommandRequest(command, args, timeout(body, command, dangerous), target, dangerous);
    }

    private static Duration timeout(JsonNode body, String command, boolean dangerous) {
        long asked = JsonFields.given(body, "timeout_ms").filter(JsonNode::isNumber).map(JsonNode::getLongValue)
                .orElse(STANDARD_MS);
        long longest = dangerous ? LONGEST_DANGEROUS_MS : command.equals("ping") ? LONGEST_PING_MS : LONGEST_MS;
        return Duration.ofMillis(Math.clamp(asked, SHORTEST_MS, longest));
    }

    private static List<String> args(JsonNode body) {
        Optional<JsonNode> given = JsonFields.given(body, "args");
        List<String> args = new ArrayList<>();
        if (given.isPresent() && !given.get().isArray()) {
            throw ConsoleException.invalid("args is not a list");
        }
        given.ifPresent(list -> list.values().forEach(arg -> {
            if (!arg.isString()) {
                throw ConsoleException.invalid("args are not texts");
            }
            args.add(arg.getStringValue());
        }));
        return args;
    }

    private static String line(String command, List<String> args) {
        return args.isEmpty() ? command : command + ' ' + String.join(" ", args);
    }
}
