package io.roomwire.testkit;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The Redis that all tests share which do it no harm: {@code REDIS_URI} where that is set, else a container where a
 * Docker engine answers, else a process of its own. Tests keep apart by stream names, see {@link #freshName}.
 */
public final class TestRedis {

    private static final int PORT = 6379;
    private static final AtomicLong NAMES = new AtomicLong(System.nanoTime());

    private TestRedis() {
    }

    /** Starts it if nobody has yet; it ends with the tests. */
    public static String uri() {
        return Shared.ADDRESS;
    }

    /** One command on a connection of its own. */
    public static @Nullable Object call(String... words) {
        try (RedisWire wire = wire()) {
            return wire.call(words);
        }
    }

    /** A plain connection to it. */
    public static RedisWire wire() {
        return RedisWire.connect(URI.create(uri()));
    }

    /** A name for a stream, a room or a key that no other test has. */
    public static String freshName(String prefix) {
        return prefix + "-" + Long.toString(NAMES.incrementAndGet(), Character.MAX_RADIX);
    }

    private static Optional<String> given() {
        return Optional.ofNullable(System.getenv("REDIS_URI")).filter(uri -> !uri.isBlank());
    }

    private static Optional<String> container() {
        if (!dockerAnswers()) {
            return Optional.empty();
        }
        GenericContainer<?> redis = new GenericContainer<>(DockerImageName.parse("redis:7.4-alpine"))
                .withExposedPorts(PORT);
        redis.start();
        return Optional.of("redis://" + redis.getHost() + ":" + redis.getMappedPort(PORT));
    }

    private static boolean dockerAnswers() {
        boolean possible = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return possible && DockerClientFactory.instance().isDockerAvailable();
    }

    private static String process() {
        RedisProcess redis = RedisProcess.start();
        Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
        return redis.uri();
    }

    /** Started by the first use of the class. */
    private static final class Shared {
        static final String ADDRESS = given().or(TestRedis::container).orElseGet(TestRedis::process);
    }
}
