package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A primary with two replicas, and three Sentinels that choose another when it is gone: six processes. */
public final class RedisSentinels implements AutoCloseable {

    private static final String NAME = "main";
    /** A failover needs the Sentinels to agree, and the promoted replica to be believed. */
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final RedisWays ways;
    private final List<Sentinel> sentinels;

    private RedisSentinels(RedisWays ways, Duration silence) {
        this.ways = ways;
        servers().stream().skip(1).forEach(replica -> replica.beginToFollow(ways.port(servers().getFirst())));
        sentinels = Stream.generate(() -> new Sentinel(ways.port(servers().getFirst()), silence)).limit(3).toList();
        await().atMost(PATIENCE).until(() -> sentinels.stream().allMatch(Sentinel::knowsAll));
        awaitWhole();
    }

    public static RedisSentinels start() {
        return new RedisSentinels(RedisWays.direct(3, RedisProcess::start), Duration.ofSeconds(1));
    }

    /**
     * Starts servers whose clocks can be moved, each behind a proxy that nodes, Sentinels and the others go through.
     *
     * @param silence after which a Sentinel takes a server for gone
     */
    public static RedisSentinels startHurtable(Duration silence) {
        return new RedisSentinels(RedisWays.behindProxies(3, "--replica-announce-port", RedisProcess::startMovable),
                silence);
    }

    public String uri() {
        return sentinels.stream().map(sentinel -> "127.0.0.1:" + sentinel.port)
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    public List<RedisProcess> servers() {
        return ways.servers();
    }

    /** The way that everybody takes to a server of {@link #startHurtable}. */
    public TcpProxy way(RedisProcess server) {
        return ways.proxies().get(servers().indexOf(server));
    }

    /** As the first Sentinel says. */
    public RedisProcess primary() {
        return ways.at(sentinels.getFirst().primary());
    }

    /** Those that follow the primary. */
    public List<RedisProcess> replicas() {
        RedisProcess primary = primary();
        return servers().stream().filter(server -> !server.equals(primary)).toList();
    }

    /** By hand, with the primary alive; returns the new one when all Sentinels name it and the old one follows it. */
    public RedisProcess failOver() {
        RedisProcess old = primary();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> "OK".equals(sentinels.getFirst().call("FAILOVER", NAME)));
        RedisProcess promoted = awaitOtherThan(old);
        await().atMost(PATIENCE).ignoreExceptions().until(() -> old.hasRole("slave"));
        return promoted;
    }

    /** Returns the new primary when all Sentinels name it and it has taken the role. */
    public RedisProcess awaitOtherThan(RedisProcess old) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() ->
                sentinels.stream().map(Sentinel::primary).distinct().count() == 1 && !primary().equals(old)
                        && primary().hasRole("master"));
        return primary();
    }

    /** Starts one again that was ended, with its data, as a replica if another has taken its place. */
    public void relaunch(RedisProcess server) {
        server.relaunch();
        if (!primary().equals(server)) {
            server.beginToFollow(ways.port(primary()));
        }
    }

    /** Returns when all Sentinels name one primary, which has taken the role, and the others follow it. */
    public void awaitWhole() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).ignoreExceptions().until(() ->
                sentinels.stream().map(Sentinel::primary).distinct().count() == 1 && primary().hasRole("master")
                        && replicas().stream().allMatch(replica -> replica.isCopying(ways.port(primary()))));
    }

    @Override
    public void close() {
        sentinels.forEach(Sentinel::close);
        ways.close();
    }

    /** One that watches. */
    private static final class Sentinel implements AutoCloseable {

        private final TemporaryFolder folder = TemporaryFolder.create("sentinel");
        private final int port = Loopback.freePort();
        private final ChildProcess process;

        Sentinel(int primary, Duration silence) {
            String conf = """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor %2$s 127.0.0.1 %3$d 2
                    sentinel down-after-milliseconds %2$s %4$d
                    sentinel failover-timeout %2$s 4000
                    sentinel parallel-syncs %2$s 2
                    """.formatted(port, NAME, primary, silence.toMillis());
            try {
                Files.writeString(folder.path().resolve("sentinel.conf"), conf);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            process = ChildProcess.start(folder.path(), Map.of(),
                    List.of(RedisProcess.binary(), "sentinel.conf", "--sentinel"));
            process.awaitServing(folder, () -> Loopback.accepts(port));
        }

        String call(String... words) {
            try (RedisWire wire = RedisWire.connect(port)) {
                return String.valueOf(wire.call(Stream.concat(Stream.of("SENTINEL"), Stream.of(words))
                        .toArray(String[]::new)));
            }
        }

        int primary() {
            String address = call("GET-MASTER-ADDR-BY-NAME", NAME);
            return Integer.parseInt(address.replaceFirst(".*, (\\d+)]", "$1"));
        }

        boolean knowsAll() {
            String known = call("MASTER", NAME);
            return known.contains("num-slaves, 2,") && known.contains("num-other-sentinels, 2,");
        }

        @Override
        public void close() {
            process.close();
            folder.close();
        }
    }
}
