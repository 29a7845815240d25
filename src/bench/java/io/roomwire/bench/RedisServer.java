package io.roomwire.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's Redis, without persistence, for one contender alone. */
final class RedisServer {

    private static final Path BINARY = Path.of("/usr/bin/redis-server");

    private RedisServer() {
    }

    /** Starts one on {@code port} and waits until it accepts. */
    static Child start(Workshop workshop, int port) {
        String binary = Workshop.require(BINARY, "apt-get install redis-server").toString();
        Path folder = workshop.folder("redis");
        Child child = Child.start(folder, "redis", Map.of(), List.of(binary, "--port", Integer.toString(port), "--bind",
                "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder.toString(), "--loglevel", "warning"));
        child.awaitServing(() -> Loopback.accepts(port));
        return child;
    }
}
