package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisExecProvider;

/** A Redis server of a test's own, on a loopback port of its own, that the test may hurt. */
public final class RedisProcess implements AutoCloseable {

    private static final String CLOCK_FILE = "FAKETIME_TIMESTAMP_FILE";

    private final TemporaryFolder folder = TemporaryFolder.create("redis");
    private final int port = Loopback.freePort();
    private final List<String> program;
    private final Map<String, String> environment;
    private final List<String> options;
    private ChildProcess process;
    private Duration clock = Duration.ZERO;

    private RedisProcess(List<String> program, Map<String, String> environment, List<String> options) {
        this.program = program;
        this.environment = environment;
        this.options = options;
        this.process = launch();
    }

    public static RedisProcess start() {
        return start(List.of());
    }

    /** Starts one with further options, as on the command line of {@code redis-server}. */
    public static RedisProcess start(List<String> options) {
        return new RedisProcess(List.of(Embedded.BINARY), Map.of(), options);
    }

    /** Starts the machine's own, with further options; skips the test where there is none. */
    static RedisProcess startInstalled(List<String> options) {
        return new RedisProcess(List.of(Tool.require(Tool.REDIS_SERVER).toString()), Map.of(), options);
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
        return new RedisProcess(List.of(binary), Map.of("LD_PRELOAD", library + ":libc.so.6", "FAKETIME", faked,
                "FAKETIME_DONT_FAKE_MONOTONIC", "1"), List.of());
    }

    /**
     * Starts one whose wall clock can be moved, and whose files can be kept from growing; skips the test where
     * libfaketime is missing.
     */
    public static RedisProcess startMovable(List<String> options) {
        String library = Tool.require(Tool.FAKETIME).toString();
        String binary = Tool.require(Tool.REDIS_SERVER).toString();
        // Without the trap the first byte too many would end it, where a full disk only fails the write.
        return new RedisProcess(List.of("sh", "-c", "trap '' XFSZ; LD_PRELOAD=" + library
                + ":libc.so.6 exec \"$0\" \"$@\"", binary), Map.of(CLOCK_FILE, "clock", "FAKETIME_CACHE_DURATION", "1",
                "FAKETIME_DONT_FAKE_MONOTONIC", "1"), options);
    }

    /** Moves the wall clock of one that was started so, against the machine's; seen within a second. */
    public void moveClock(Duration offset) {
        clock = offset;
        writeClock();
    }

    private void writeClock() {
        try {
            Path fresh = folder.path().resolve("clock.new");
            Files.writeString(fresh, (clock.isNegative() ? "" : "+") + clock.toSeconds() + "s\n");
            Files.move(fresh, folder.path().resolve("clock"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As on a full disk: nothing more can be written behind the present end of its files. */
    public void fillDisk() {
        limitFiles("1");
    }

    /** Gives the disk room again. */
    public void clearDisk() {
        limitFiles("unlimited");
    }

    private void limitFiles(String bytes) {
        try {
            new ProcessBuilder("prlimit", "--pid=" + process.pid(), "--fsize=" + bytes + ":unlimited").start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
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
        beginToFollow(primary.port);
        await().until(() -> String.valueOf(call("INFO", "replication")).contains("master_link_status:up"));
    }

    /** Copies what listens on that port from now on. */
    void beginToFollow(int primary) {
        call("REPLICAOF", "127.0.0.1", Integer.toString(primary));
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

    /** Whether it follows what listens on that port, and has its data. */
    boolean isCopying(int primary) {
        String replication = String.valueOf(call("INFO", "replication"));
        return replication.contains("master_port:" + primary + "\r\n") && replication.contains("master_link_status:up");
    }

    /** SIGKILL, then a start on the same port with the same data. */
    public void restart() {
        kill();
        process = launch();
    }

    /** SIGTERM; returns when it has written what it has and ended. */
    public void terminate() {
        process.signal("TERM");
        process.exitStatus();
    }

    /** Starts it again on the same port, with the same data, once it has ended. */
    public void relaunch() {
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
        if (environment.containsKey(CLOCK_FILE)) {
            writeClock();
        }
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of("--port", Integer.toString(port)));
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
