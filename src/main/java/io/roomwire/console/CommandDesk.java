package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;

/** Commands of users. Blocks; safe for any thread. */
@Singleton
final class CommandDesk {

    private final Commands commands;
    private final CommandTimer timer;

    CommandDesk(Commands commands, CommandTimer timer) {
        this.commands = commands;
        this.timer = timer;
    }

    Command send(Dongle dongle, JsonNode body) {
        Command command = commands.send(dongle, CommandRequest.parse(body));
        timer.watch(command);
        return command;
    }

    Command find(Dongle dongle, String id) {
        return commands.find(id).filter(command -> command.dongle().equals(dongle.id()))
                .orElseThrow(() -> ConsoleException.notFound("command"));
    }
}
