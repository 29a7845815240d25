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

    private final List<RedisProcess> servers;
    private final List<Sentinel> sentinels;

    private RedisSentinels(List<String> options) {
        servers = Stream.generate(() -> RedisProcess.start(options)).limit(3).toList();
        servers.stream().skip(1).forEach(replica -> replica.follow(servers.getFirst()));
        sentinels = Stream.generate(() -> new Sentinel(servers.getFirst().port())).limit(3).toList();
        await().atMost(PATIENCE).until(() -> sentinels.stream().allMatch(Sentinel::knowsAll));
    }

    public static RedisSentinels start() {
        return start(List.of());
    }

    /** Starts servers with further options. */
    public static RedisSentinels start(List<String> options) {
        return new RedisSentinels(options);
    }

    public String uri() {
        return sentinels.stream().map(sentinel -> "127.0.0.1:" + sentinel.port)
                .collect(Collectors.joining(",", "redis-sentinel://", "#" + NAME));
    }

    public List<RedisProcess> servers() {
        return servers;
    }

    /** As the first Sentinel says. */
    public RedisProcess primary() {
        int port = sentinels.getFirst().primary();
        return servers.stream().filter(server -> server.port() == port).findFirst().orElseThrow();
    }

    /** Those that follow the primary. */
    public List<RedisProcess> replicas() {
        RedisProcess primary = primary();
        return servers.stream().filter(server -> !server.equals(primary)).toList();
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

    @Override
    public void close() {
        sentinels.forEach(Sentinel::close);
        servers.forEach(RedisProcess::close);
    }

    /** One that watches. */
    private static final class Sentinel implements AutoCloseable {

        private final TemporaryFolder folder = TemporaryFolder.create("sentinel");
        private final int port = Loopback.freePort();
        private final ChildProcess process;

        Sentinel(int primary) {
            String conf = """
                    port %d
                    bind 127.0.0.1
                    sentinel monitor %2$s 127.0.0.1 %3$d 2
                    sentinel down-after-milliseconds %2$s 1000
                    sentinel failover-timeout %2$s 4000
                    sentinel parallel-syncs %2$s 2
                    """.formatted(port, NAME, primary);
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
