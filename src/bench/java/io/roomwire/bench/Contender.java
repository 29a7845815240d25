package io.roomwire.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A running server (or several nodes of one) with its Redis.
 *
 * @param servers the processes whose work is measured
 * @param redis the Redis behind them, or none
 * @param address how the load client reaches it
 */
record Contender(Peer peer, List<Child> servers, List<Child> redis, Address address) implements AutoCloseable {

    Contender {
        servers = List.copyOf(servers);
        redis = List.copyOf(redis);
    }

    /** Flags of the load client: the processes to account for. */
    List<String> accounting() {
        List<String> flags = new ArrayList<>(List.of("--server-pids", pids(servers), "--label", peer.label()));
        if (!redis.isEmpty()) {
            Collections.addAll(flags, "--aux-pids", pids(redis));
        }
        return flags;
    }

    /** The last node alone. */
    Contender last() {
        return new Contender(peer, List.of(servers.getLast()), redis, address.last());
    }

    /** The first server's process id. */
    long pid() {
        return servers.getFirst().pid();
    }

    /** Ends all of its processes. */
    @Override
    public void close() {
        servers.forEach(Child::close);
        redis.forEach(Child::close);
    }

    private static String pids(List<Child> children) {
        return children.stream().flatMap(Child::pids).map(String::valueOf).collect(Collectors.joining(","));
    }
}
