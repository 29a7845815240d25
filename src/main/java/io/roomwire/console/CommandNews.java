package io.roomwire.console;

import jakarta.inject.Singleton;

/** Tells consoles how far commands are. Blocks; safe for any thread. */
@Singleton
final class CommandNews {

    private final Registry registry;
    private final ConsoleLog log;

    CommandNews(Registry registry, ConsoleLog log) {
        this.registry = registry;
        this.log = log;
    }

    void tell(Command command) {
        registry.dongles().find(command.dongle())
                .ifPresent(dongle -> log.write(dongle, ConsoleEvent.CommandStatus.of(command)));
    }
}
