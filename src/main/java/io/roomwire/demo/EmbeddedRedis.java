package io.roomwire.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Redis of the demo's own, on a free loopback port, with its data in a temporary folder.
 *
 * <p>A small shell holds it and waits for its own input to end. That happens when this process closes it, and also
 * when this process is killed, so that neither the Redis nor its folder outlives it.
 */
public final class EmbeddedRedis implements AutoCloseable {

    private static final String KEEPER = """
            trap '' INT TERM HUP
            folder=$1
            shift
            "$@" </dev/null 2>&1 &
            exec >/dev/null 2>&1
            cat
            kill $!
            wait $!
            rm -rf "$folder"
            """;

    private static final String READY = "Ready to accept connections";
    private static final int ATTEMPTS = 10;

    private final Process keeper;
    private final int port;

    private EmbeddedRedis(Process keeper, int port) {
        this.keeper = keeper;
        this.port = port;
    }

    /** Returns when it accepts connections. A port that somebody else took meanwhile is given up for another. */
    public static EmbeddedRedis start() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            EmbeddedRedis redis = launch(freePort());
            if (redis.isReady()) {
                return redis;
            }
            redis.close();
        }
        throw new IOException("the embedded Redis does not start; set REDIS_URI to use another");
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Returns when process and folder are gone, or after 3 s. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            if (!keeper.waitFor(3, TimeUnit.SECONDS)) {
                keeper.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static EmbeddedRedis launch(int port) throws IOException {
        Path folder = Files.createTempDirectory("roomwire-demo-");
        Path program = RedisProgram.unpack(folder);
        List<String> command = List.of("/bin/sh", "-c", KEEPER, "keeper", folder.toString(), program.toString(),
                "--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", folder.toString(), "--save", "",
                "--appendonly", "no", "--maxmemory-policy", "noeviction");
        return new EmbeddedRedis(new ProcessBuilder(command).redirectErrorStream(true).start(), port);
    }

    /** False when its output ended instead: it could not start. What else it says is read and forgotten. */
    private boolean isReady() throws IOException {
        BufferedReader output = keeper.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                Thread.ofVirtual().start(() -> forget(output));
                return true;
            }
        }
        return false;
    }

    private static void forget(BufferedReader output) {
        try (output) {
            output.transferTo(Writer.nullWriter());
        } catch (IOException _) {
            // The Redis is gone: nothing is left to read.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
