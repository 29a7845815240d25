package io.roomwire.faults;

import io.roomwire.faults.FaultKind.Track;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One run of a plan on a topology, and what the checker found. */
final class FaultRun {

    static final int NODES = 2;
    private static final long SETTLE_MILLIS = 30_000;
    private static final int LOOK_MILLIS = 1000;
    private static final int SHOWN = 20;
    private static final Map<String, String> ENVIRONMENT = environment();

    private FaultRun() {
    }

    private static Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(Setup.ENVIRONMENT);
        all.putAll(Map.of("ROOMWIRE_FEED_POSITION_CHECK", "1s", "ROOMWIRE_FEED_LINGER", "1s",
                "ROOMWIRE_SSE_HEARTBEAT", "5s", "ROOMWIRE_LEASE", "2s", "ROOMWIRE_RING_BYTES", "512kB",
                "ROOMWIRE_TRANSPORT", "epoll"));
        return all;
    }

    /** What a run came to. */
    record Result(Plan plan, String topology, List<Stamped> trace, List<Violation> violations) {

        long count(Class<? extends Entry> kind) {
            return trace.stream().filter(stamped -> kind.isInstance(stamped.entry())).count();
        }

        /** How to repeat it. */
        String command() {
            return plan.command(topology);
        }

        private String resets() {
            return trace.stream().map(Stamped::entry).filter(Entry.Reset.class::isInstance).map(Entry.Reset.class::cast)
                    .collect(Collectors.groupingBy(Entry.Reset::reason, Collectors.counting())).toString();
        }

        @Override
        public String toString() {
            return "seed " + plan.seed() + " on " + topology + ", " + plan.seconds() + " s: " + plan.steps().size()
                    + " faults, " + count(Entry.Answered.class) + " appends acknowledged, "
                    + count(Entry.Unanswered.class) + " refused or unknown, " + count(Entry.Received.class)
                    + " events received, " + count(Entry.Relayed.class) + " frames relayed, in "
                    + count(Entry.Connected.class) + " connections, resets " + resets() + ", " + violations.size() + " violations";
        }
    }

    /** Seed, seconds and topology: prints what it came to and ends with 1 where a promise was broken. */
    public static void main(String[] arguments) {
        Result result = of(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]),
                Topologies.named(arguments[2]));
        result.violations().stream().limit(SHOWN).forEach(System.out::println);
        System.out.println(result);
        System.exit(result.violations().isEmpty() ? 0 : 1);
    }

    /** Runs it on a stage of its own. */
    static Result of(long seed, int seconds, Supplier<Topology> topology) {
        try (Stage stage = stage(topology)) {
            return on(stage, seed, seconds);
        }
    }

    /** What runs can use one after the other: starting it takes as long as a short run. */
    static Stage stage(Supplier<Topology> topology) {
        return new Stage(topology.get(), NODES, ENVIRONMENT);
    }

    /** Runs it; the trace goes to {@code target/faults/<topology>-<seed>/}. */
    static Result on(Stage stage, long seed, int seconds) {
        Plan plan = Plan.of(seed, seconds, NODES, stage.redis()::can);
        Trace trace = new Trace();
        String name = stage.redis().name();
        run(plan, stage, trace);
        List<Stamped> entries = trace.entries();
        trace.write(Path.of("target", "faults", name + '-' + seed, "trace.txt"));
        return new Result(plan, name, entries, Checker.check(entries));
    }

    private static void run(Plan plan, Stage stage, Trace trace) {
        List<URI> nodes = stage.seats().stream().map(seat -> seat.node().address()).toList();
        List<URI> upstreams = stage.seats().stream()
                .map(seat -> URI.create("http://127.0.0.1:" + seat.upstream().port())).toList();
        Meter meter;
        try (Load load = new Load(plan, trace, stage::address, upstreams)) {
            meter = new Meter(stage);
            load.open(nodes);
            Truth truth = new Truth(trace, load.streams());
            Faults faults = new Faults(stage, truth, trace, load.viewers());
            long end = trace.millis() + plan.seconds() * 1000L;
            List<Runnable> work = new ArrayList<>(load.publishers(end));
            for (Track track : Track.values()) {
                work.add(() -> faults.run(plan, track));
            }
            together(work, () -> truth.look(stage.redis()), trace);
            stage.heal();
            load.settle(SETTLE_MILLIS);
            truth.all(stage.redis()::read);
        }
        meter.compare(trace);
    }

    /** Does all at the same time, and meanwhile looks at Redis now and then. */
    private static void together(List<Runnable> work, Runnable look, Trace trace) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            work.forEach(each -> running.add(threads.submit(each)));
            while (running.stream().anyMatch(each -> !each.isDone())) {
                Pause.of(LOOK_MILLIS).pass();
                quietly(look);
            }
            for (Future<?> each : running) {
                if (each.state() == Future.State.FAILED) {
                    trace.add(new Entry.Odd("the run", String.valueOf(each.exceptionNow())));
                }
            }
        }
    }

    /** Redis is away now and then. */
    private static void quietly(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException _) {
            // away
        }
    }
}
