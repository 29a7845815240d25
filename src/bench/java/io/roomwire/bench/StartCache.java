package io.roomwire.bench;

import java.nio.file.Files;
import java.nio.file.Path;

/** The start cache of the production command, made as the README says: by a node that starts once and is ended. */
final class StartCache {

    private StartCache() {
    }

    /** The workshop whose nodes start with the cache, which is made when the jar is newer. */
    static Workshop in(Workshop workshop) {
        Path cache = workshop.results().resolve("roomwire.aot");
        if (!Files.exists(cache) || Workshop.modified(cache) < Workshop.modified(workshop.jar())) {
            make(workshop, cache);
        }
        return workshop.with("-XX:AOTCache=" + cache);
    }

    private static void make(Workshop workshop, Path cache) {
        int redis = Loopback.freePort();
        int port = Loopback.freePort();
        Workshop writing = workshop.with("-XX:AOTCacheOutput=" + cache);
        try (Child _ = RedisServer.start(workshop, redis); Child node = RoomwireNodes.node(writing, redis, port)) {
            node.awaitServing(() -> RoomwireNodes.ready(port));
        }
        Workshop.require(cache, "a java that makes caches, 25 or newer");
    }
}
