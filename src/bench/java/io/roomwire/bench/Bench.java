package io.roomwire.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The benchmark's way in. Ends with 0 when all was measured and right, 1 when events were lost, repeated or out of
 * order, 2 when it could not measure what was asked for.
 */
final class Bench {

    private static final int WRONG = 1;
    private static final int UNMEASURED = 2;

    private final Options options;
    private final PrintStream report;
    private final List<Outcome> outcomes = new ArrayList<>();
    private final ResultFile result;

    private Bench(Options options, Clock clock, PrintStream report) {
        this.options = options;
        this.report = report;
        Workshop workshop = options.workshop();
        this.result = new ResultFile(workshop.results().resolve("result.json"),
                Machine.facts(workshop, clock.instant()));
    }

    static void main(String... arguments) {
        System.exit(run(Path.of("").toAbsolutePath(), System.out, arguments));
    }

    private static int run(Path project, PrintStream report, String... arguments) {
        try {
            return new Bench(Options.parse(project, arguments), Clock.systemUTC(), report).run();
        } catch (BenchFailure e) {
            report.println(e.getMessage());
            return UNMEASURED;
        }
    }

    private int run() {
        Workshop workshop = options.workshop();
        SseLoad client = new SseLoad(workshop);
        if (options.selfTest() && !new SelfTest(workshop, client).passes(report)) {
            return WRONG;
        }
        Pairs pairs = new Pairs(workshop, client, options.pace(), report);
        options.workloads().forEach(workload -> keep(measured(workload, pairs, client)));
        Growth growth = new Growth(pairs, options.pace(), workshop.results(), report);
        options.axes().forEach(axis -> growth.along(axis, options.contenders(), this::keep));
        return status();
    }

    private Outcome measured(Workload workload, Pairs pairs, SseLoad client) {
        Outcome outcome = pairs.run(Trial.of(workload, options.pace(), options.contenders()));
        AllocationProbe probe = new AllocationProbe(options.workshop(), client, options.pace());
        return workload.tellsAllocation()
                ? outcome.withAllocation(probe.bytesPerDelivery(outcome.trial().experiment())) : outcome;
    }

    private void keep(Outcome outcome) {
        outcomes.add(outcome);
        result.write(outcomes);
        report.println(Table.of(outcome));
        report.println();
    }

    private int status() {
        List<String> faults = outcomes.stream().flatMap(outcome -> outcome.faults().stream()).toList();
        List<String> restless = outcomes.stream().filter(outcome -> !outcome.isComplete())
                .map(outcome -> outcome.trial().name()).toList();
        faults.forEach(fault -> report.println("FAULT " + fault));
        restless.forEach(name -> report.println(name + ": too few undisturbed rounds, let the machine come to rest"));
        report.println(outcomes.isEmpty() ? "" : "result: " + result.path());
        return !faults.isEmpty() ? WRONG : restless.isEmpty() ? 0 : UNMEASURED;
    }
}
