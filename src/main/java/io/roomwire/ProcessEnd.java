package io.roomwire;

import io.roomwire.hub.Fatal;

/** Ends the process with one line on stderr and status 1. */
final class ProcessEnd implements Fatal {

    @Override
    public void stop(String line) {
        System.err.println("roomwire: " + line);
        Thread.ofPlatform().name("process-end").start(() -> System.exit(1));
    }
}
