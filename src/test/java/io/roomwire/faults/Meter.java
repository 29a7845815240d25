package io.roomwire.faults;

import io.roomwire.testkit.Http;
import io.roomwire.testkit.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must return to what it was: memory, descriptors and threads of each node, keys that stay in Redis. */
final class Meter {

    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");
    private static final Pattern LIVE = Pattern.compile("Total +\\d+ +(\\d+)");
    private static final int PATIENCE_MILLIS = 15_000;
    private static final int LOOK_MILLIS = 200;
    private static final Pattern RINGS = Pattern.compile("(?m)^roomwire_ring_bytes (\\d+)");
    private static final String NODES = "rw:nodes";
    private static final String HELD = """
            local held = 0
            for _, key in ipairs(redis.call('KEYS', 'rw:{lease:*')) do
              for _, node in ipairs(ARGV) do held = held + redis.call('HEXISTS', key, node) end
            end
            return held
            """;
    private static final String STAYING = """
            local staying = 0
            for _, key in ipairs(redis.call('KEYS', '*')) do
              if redis.call('PTTL', key) == -1 then staying = staying + 1 end
            end
            return staying
            """;

    private final Stage stage;
    private final Map<Quantity, Long> before = new HashMap<>();

    /** A restarted node is a new process: it is held to what the others had. */
    private enum Quantity {
        DESCRIPTORS(12), THREADS(12), LIVE_KILOBYTES(24_000), RING_BYTES(0), KEYS_THAT_STAY(6), PLACES_HELD(0),
        NODES_LISTED(0);

        private final long tolerance;

        Quantity(long tolerance) {
            this.tolerance = tolerance;
        }
    }

    Meter(Stage stage) {
        this.stage = stage;
        for (Quantity quantity : Quantity.values()) {
            before.put(quantity, now(quantity));
        }
    }

    /** Waits until all is as it was, for a while, and writes down what is. */
    void compare(Trace trace) {
        long until = trace.millis() + PATIENCE_MILLIS;
        for (Quantity quantity : Quantity.values()) {
            long was = before.getOrDefault(quantity, 0L);
            long is = now(quantity);
            while (is > was + quantity.tolerance && trace.millis() < until) {
                Pause.of(LOOK_MILLIS).pass();
                is = now(quantity);
            }
            trace.add(new Entry.Measured(quantity.name(), was, is, quantity.tolerance));
        }
    }

    /** The most that any node has. */
    private long now(Quantity quantity) {
        return switch (quantity) {
            case DESCRIPTORS -> most(node -> descriptors(node.pid()));
            case THREADS -> most(node -> number(THREADS, read(Path.of("/proc", Long.toString(node.pid()), "status"))));
            case LIVE_KILOBYTES -> most(node -> number(LIVE, histogram(node.pid())) >> 10);
            case RING_BYTES -> most(node -> number(RINGS, scrape(node)));
            case KEYS_THAT_STAY -> redis(STAYING);
            case PLACES_HELD -> redis(HELD, living());
            case NODES_LISTED -> living().length;
        };
    }

    private interface Reading {

        long of(NodeProcess node);
    }

    private long most(Reading reading) {
        List<NodeProcess> nodes = stage.seats().stream().map(Stage.Seat::node).toList();
        return nodes.stream().mapToLong(node -> reading.of(node)).max().orElse(0);
    }

    private long redis(String script, String... arguments) {
        String[] words = Stream.concat(Stream.of("EVAL", script, "0"), Stream.of(arguments)).toArray(String[]::new);
        return stage.redis().primaries().stream()
                .mapToLong(server -> Long.parseLong(String.valueOf(server.call(words)))).sum();
    }

    /** What a dead node held stands until somebody asks for more, but counts no longer. */
    private String[] living() {
        Object names = stage.redis().server(NODES).call("ZRANGE", NODES, "0", "-1");
        return ((List<?>) Objects.requireNonNull(names)).toArray(String[]::new);
    }

    private static String scrape(NodeProcess node) {
        try {
            return Http.get(node.address().resolve("/prometheus")).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long descriptors(long pid) {
        try (Stream<Path> all = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It collects before it counts. */
    private static String histogram(long pid) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            Process process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long number(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("there is no " + pattern + " in " + text);
        }
        return Long.parseLong(matcher.group(1));
    }
}
