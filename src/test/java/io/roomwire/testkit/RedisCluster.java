package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A Redis Cluster of three shards with a primary and a replica each: six processes. */
public final class RedisCluster implements AutoCloseable {

    private static final int SHARDS = 3;
    private static final int SLOTS = 16_384;
    /** A failover needs the others to agree. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** A little longer than a server tries by itself. */
    private static final Duration TRY = Duration.ofSeconds(6);

    private final RedisWays ways;
    private final List<RedisProcess> servers;
    private final List<Integer> buses;

    private RedisCluster(RedisWays ways, List<Integer> buses) {
        this.ways = ways;
        this.buses = buses;
        servers = ways.servers();
        build();
    }

    public static RedisCluster start() {
        List<Integer> buses = new ArrayList<>();
        return new RedisCluster(RedisWays.direct(2 * SHARDS, more ->
                RedisProcess.start(options(buses, Duration.ofMillis(1500), more))), buses);
    }

    /**
     * Starts servers whose clocks can be moved, each behind a proxy that nodes and replicas go through.
     *
     * @param silence after which the others take a server for gone
     */
    public static RedisCluster startHurtable(Duration silence) {
        List<Integer> buses = new ArrayList<>();
        return new RedisCluster(RedisWays.behindProxies(2 * SHARDS, "--cluster-announce-port", more ->
                RedisProcess.startMovable(options(buses, silence, more))), buses);
    }

    private static List<String> options(List<Integer> buses, Duration silence, List<String> further) {
        int bus = Loopback.freePort();
        buses.add(bus);
        List<String> all = new ArrayList<>(List.of("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf",
                "--cluster-node-timeout", Long.toString(silence.toMillis()), "--cluster-port", Integer.toString(bus),
                "--cluster-announce-bus-port", Integer.toString(bus)));
        all.addAll(further);
        return all;
    }

    private void build() {
        for (int i = 0; i < servers.size(); i++) {
            servers.get(i).call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        for (int i = 0; i < SHARDS; i++) {
            servers.get(i).call("CLUSTER", "ADDSLOTSRANGE", Integer.toString(SLOTS * i / SHARDS),
                    Integer.toString(SLOTS * (i + 1) / SHARDS - 1));
        }
        IntStream.range(1, servers.size()).forEach(i -> servers.getFirst().call("CLUSTER", "MEET", "127.0.0.1",
                Integer.toString(servers.get(i).port()), buses.get(i).toString()));
        awaitAll(server -> info(server).contains("cluster_known_nodes:" + servers.size()));
        for (int i = SHARDS; i < servers.size(); i++) {
            RedisProcess replica = servers.get(i);
            String primary = name(servers.get(i - SHARDS));
            await().atMost(PATIENCE).ignoreExceptions()
                    .until(() -> "OK".equals(replica.call("CLUSTER", "REPLICATE", primary)));
        }
        awaitWhole();
    }

    /** Returns when every server that answers serves every slot and every replica follows its primary. */
    public void awaitWhole() {
        awaitAll(server -> info(server).contains("cluster_state:ok") && (server.hasRole("master")
                || String.valueOf(server.call("INFO", "replication")).contains("master_link_status:up")));
        awaitAll(server -> String.valueOf(server.call("CLUSTER", "NODES")).lines()
                .filter(line -> line.contains("slave")).count() == SHARDS);
    }

    private void awaitAll(Predicate<RedisProcess> condition) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(() -> servers.stream().allMatch(condition));
    }

    private static String info(RedisProcess server) {
        return String.valueOf(server.call("CLUSTER", "INFO"));
    }

    private static String name(RedisProcess server) {
        return String.valueOf(server.call("CLUSTER", "MYID"));
    }

    /** All servers as seeds. */
    public String uri() {
        return servers.stream().map(server -> "127.0.0.1:" + ways.port(server))
                .collect(Collectors.joining(",", "redis://", ""));
    }

    public List<RedisProcess> servers() {
        return List.copyOf(servers);
    }

    /** The server that has the slot of a key now, as {@code witness} says. */
    public RedisProcess owner(String key, RedisProcess witness) {
        int slot = slot(key, witness);
        for (Object range : Objects.requireNonNull((List<?>) witness.call("CLUSTER", "SLOTS"))) {
            List<?> parts = (List<?>) range;
            if ((Long) parts.get(0) <= slot && slot <= (Long) parts.get(1)) {
                return ways.at(((Long) ((List<?>) parts.get(2)).get(1)).intValue());
            }
        }
        throw new IllegalStateException("nobody has slot " + slot);
    }

    public RedisProcess owner(String key) {
        return owner(key, servers.getFirst());
    }

    private static int slot(String key, RedisProcess witness) {
        return ((Long) Objects.requireNonNull(witness.call("CLUSTER", "KEYSLOT", key))).intValue();
    }

    /** The way that everybody but the Cluster's bus takes to a server of {@link #startHurtable}. */
    public TcpProxy way(RedisProcess server) {
        return ways.proxies().get(servers.indexOf(server));
    }

    /** Those that have slots, as each says of itself. */
    public List<RedisProcess> primaries() {
        return servers.stream().filter(server -> server.hasRole("master")).toList();
    }

    /** The replica of a primary. */
    public RedisProcess replica(RedisProcess primary) {
        String nodes = String.valueOf(primary.call("CLUSTER", "NODES"));
        String name = name(primary);
        String line = nodes.lines().filter(node -> node.contains("slave " + name)).findFirst().orElseThrow();
        return ways.at(Integer.parseInt(line.replaceFirst("^\\S+ [^:]+:(\\d+)@.*$", "$1")));
    }

    /** By hand: the replica of the key's primary takes its place; returns it when all that answer say so. */
    public RedisProcess failOver(String key) {
        RedisProcess replica = replica(owner(key));
        failOverTo(replica);
        awaitOwner(key, replica, servers);
        return replica;
    }

    /** By hand: the replica of a primary takes its place; returns when it says so. */
    public void failOver(RedisProcess primary) {
        failOverTo(replica(primary));
    }

    /** Asks again where it came to nothing: servers whose clock went back do not vote for some time. */
    private static void failOverTo(RedisProcess replica) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
            replica.call("CLUSTER", "FAILOVER");
            long end = System.nanoTime() + TRY.toNanos();
            await().atMost(PATIENCE).until(() -> replica.hasRole("master") || System.nanoTime() > end);
            return replica.hasRole("master");
        });
    }

    /** Returns when {@code witnesses} say that {@code owner} has the key. */
    public void awaitOwner(String key, RedisProcess owner, List<RedisProcess> witnesses) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).ignoreExceptions()
                .until(() -> witnesses.stream().allMatch(witness -> owner(key, witness).equals(owner)));
    }

    /** Begins to move the slot of a key to another shard. */
    public SlotMove beginMove(String key) {
        RedisProcess from = owner(key);
        RedisProcess to = servers.stream().filter(server -> server.hasRole("master") && !server.equals(from))
                .findFirst().orElseThrow();
        return new SlotMove(key, from, to);
    }

    @Override
    public void close() {
        ways.close();
    }

    /** A slot on its way. */
    public final class SlotMove {

        private static final int BATCH = 10;

        private final String key;
        private final String slot;
        private final RedisProcess from;
        private final RedisProcess to;

        private SlotMove(String key, RedisProcess from, RedisProcess to) {
            this.key = key;
            this.slot = Integer.toString(slot(key, from));
            this.from = from;
            this.to = to;
            to.call("CLUSTER", "SETSLOT", slot, "IMPORTING", name(from));
            from.call("CLUSTER", "SETSLOT", slot, "MIGRATING", name(to));
        }

        public RedisProcess to() {
            return to;
        }

        /** Moves every key that is still where it was. */
        public SlotMove moveKeys() {
            for (List<?> keys = keys(); !keys.isEmpty(); keys = keys()) {
                from.call(Stream.concat(Stream.of("MIGRATE", "127.0.0.1", Integer.toString(to.port()), "", "0", "5000",
                        "KEYS"), keys.stream().map(String::valueOf)).toArray(String[]::new));
            }
            return this;
        }

        private List<?> keys() {
            return Objects.requireNonNull((List<?>) from.call("CLUSTER", "GETKEYSINSLOT", slot, Integer.toString(BATCH)));
        }

        /** Gives the slot to the new shard, which all then say. */
        public void finish() {
            for (RedisProcess server : List.of(to, from)) {
                server.call("CLUSTER", "SETSLOT", slot, "NODE", name(to));
            }
            awaitOwner(key, to, servers);
        }
    }
}
