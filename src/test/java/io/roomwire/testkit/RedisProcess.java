package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** A Redis server of a test's own, on a loopback port of its own, that the test may hurt. */
public final class RedisProcess implements AutoCloseable {

    private final TemporaryFolder folder = TemporaryFolder.create("redis");
    private final int port = Loopback.freePort();
    private final String binary;
    private final Map<String, String> environment;
    private final List<String> options;
    private ChildProcess process;

    private RedisProcess(String binary, Map<String, String> environment, List<String> options) {
        this.binary = binary;
        this.environment = environment;
        this.options = options;
        this.process = launch();
    }

    public static RedisProcess start() {
        return start(List.of());
    }

    /** Starts one with further options, as on the command line of {@code redis-server}. */
    public static RedisProcess start(List<String> options) {
        return new RedisProcess(Embedded.BINARY, Map.of(), options);
    }

    /** Starts the machine's own, with further options; skips the test where there is none. */
    static RedisProcess startInstalled(List<String> options) {
        return new RedisProcess(Tool.require(Tool.REDIS_SERVER).toString(), Map.of(), options);
    }

    /** The program that {@link #start()} runs. */
    static String binary() {
        return Embedded.BINARY;
    }

    /** Starts one whose wall clock is off by {@code offset}; skips the test where libfaketime is missing. */
    public static RedisProcess startWithClock(Duration offset) {
        String library = Tool.require(Tool.FAKETIME).toString();
        String binary = Tool.require(Tool.REDIS_SERVER).toString();
        // The C library is named too, so that its malloc is used: jemalloc asks for the time before libfaketime stands.
        String faked = (offset.isNegative() ? "" : "+") + offset.toSeconds() + "s";
        return new RedisProcess(binary, Map.of("LD_PRELOAD", library + ":libc.so.6", "FAKETIME", faked,
                "FAKETIME_DONT_FAKE_MONOTONIC", "1"), List.of());
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** One command on a connection of its own. */
    public @Nullable Object call(String... words) {
        try (RedisWire wire = RedisWire.connect(port)) {
            return wire.call(words);
        }
    }

    /** Copies {@code primary} from now on; returns when the copy is complete. */
    public void follow(RedisProcess primary) {
        call("REPLICAOF", "127.0.0.1", Integer.toString(primary.port));
        await().until(() -> String.valueOf(call("INFO", "replication")).contains("master_link_status:up"));
    }

    /** Returns when {@code replica} has everything that was written here until now. */
    public void awaitCopied(RedisProcess replica) {
        await().until(() -> offset().equals(replica.offset()));
    }

    /** Leaves the primary with what has been copied until now. */
    public void promote() {
        call("REPLICAOF", "NO", "ONE");
    }

    /** SIGKILL. */
    public void kill() {
        process.close();
    }

    /** Stops answering without closing anything (SIGSTOP), until {@link #thaw}. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    /** Whether it says of itself that it is {@code role}: master or slave. */
    boolean hasRole(String role) {
        return String.valueOf(call("ROLE")).startsWith('[' + role + ',');
    }

    /** SIGKILL, then a start on the same port with the same data. */
    public void restart() {
        kill();
        process = launch();
    }

    /** SIGKILL, then a start on the same port without any data. */
    public void restartEmpty() {
        kill();
        folder.clear();
        process = launch();
    }

    @Override
    public void close() {
        process.close();
        folder.close();
    }

    private String offset() {
        return String.valueOf(call("INFO", "replication")).lines()
                .filter(line -> line.startsWith("master_repl_offset")).findFirst().orElseThrow();
    }

    private ChildProcess launch() {
        List<String> command = new ArrayList<>(List.of(binary, "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "yes", "--loglevel", "warning"));
        command.addAll(List.of("--repl-diskless-sync-delay", "0", "--enable-debug-command", "yes"));
        command.addAll(options);
        ChildProcess started = ChildProcess.start(folder.path(), environment, command);
        started.awaitServing(folder, this::serves);
        return started;
    }

    /** It accepts connections before it has read its file, and answers LOADING until then. */
    private boolean serves() {
        try {
            return Loopback.accepts(port) && "PONG".equals(call("PING"));
        } catch (IllegalStateException loading) {
            return false;
        }
    }

    private static String extract() {
        try {
            return RedisExecProvider.defaultProvider().get().getPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unpacked by the first use of the class, removed at the JVM's exit. */
    private static final class Embedded {
        static final String BINARY = extract();
    }
}
