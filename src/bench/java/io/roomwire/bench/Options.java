package io.roomwire.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is asked for on the command line.
 *
 * @param others whom Roomwire is paired with
 * @param axes along which growth is plotted
 */
record Options(List<Workload> workloads, List<Peer> others, List<Axis> axes, boolean selfTest, Pace pace,
        Workshop workshop) {

    static final String USAGE = """
            --workloads W1,W3   some of W1..W7, SLOW, SCALE (default: all, or none with --growth or --selftest)
            --paired nchan      with whom Roomwire alternates: nchan, nchan-2, nchan-memory, floor, floor-batch,
                                floor-uring
            --pairs 5           undisturbed rounds
            --seconds 8 --warmup 2 --warm 5   of a sample: measured, not measured; of each load that warms a server up
            --others 0.25       cores that other processes may use in a round that counts
            --growth [viewers,rooms,rate,payload,nodes]   plots instead of workloads; all when none is named
            --selftest          whether the referee finds injected faults
            --java "-Xmx512m"   further flags of the nodes' JVM, divided by commas
            """;
    private static final Pace USUAL = new Pace(5, 5, 2, 8, Calm.USUAL);

    Options {
        workloads = List.copyOf(workloads);
        others = List.copyOf(others);
        axes = List.copyOf(axes);
    }

    /** Reads them; words may also come in one argument, divided by spaces. */
    static Options parse(Path project, String... arguments) {
        Deque<String> words = new ArrayDeque<>(Arrays.stream(arguments)
                .flatMap(each -> Arrays.stream(each.split("\\s+", -1))).filter(word -> !word.isEmpty()).toList());
        Options options = new Options(List.of(), List.of(), List.of(), false, USUAL, new Workshop(project, List.of()));
        while (!words.isEmpty()) {
            options = options.and(words.pop(), words);
        }
        return options.orAll();
    }

    private Options and(String option, Deque<String> words) {
        return switch (option) {
            case "--workloads" -> new Options(list(words, Workload::named), others, axes, selfTest, pace, workshop);
            case "--paired" -> new Options(workloads, list(words, Peer::named), axes, selfTest, pace, workshop);
            case "--growth" -> new Options(workloads, others, axes(words), selfTest, pace, workshop);
            case "--selftest" -> new Options(workloads, others, axes, true, pace, workshop);
            case "--java" -> new Options(workloads, others, axes, selfTest, pace, withFlags(words));
            default -> new Options(workloads, others, axes, selfTest, pace.with(option, number(words)), workshop);
        };
    }

    /** Roomwire and whom it is paired with. */
    List<Peer> contenders() {
        return Stream.concat(Stream.of(Peer.ROOMWIRE), others.stream()).distinct().toList();
    }

    private Options orAll() {
        boolean none = workloads.isEmpty() && axes.isEmpty() && !selfTest;
        return none ? new Options(List.of(Workload.values()), others, axes, false, pace, workshop) : this;
    }

    private Workshop withFlags(Deque<String> words) {
        return new Workshop(workshop.project(), list(words, Function.identity()));
    }

    private static List<Axis> axes(Deque<String> words) {
        boolean all = words.isEmpty() || words.peek().startsWith("--");
        return all ? List.of(Axis.values()) : list(words, Axis::named);
    }

    private static <T> List<T> list(Deque<String> words, Function<String, T> reader) {
        return Arrays.stream(next(words).split(",", -1)).filter(word -> !word.isEmpty()).map(reader).toList();
    }

    private static double number(Deque<String> words) {
        String word = next(words);
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw new BenchFailure("not a number: " + word, e);
        }
    }

    private static String next(Deque<String> words) {
        if (words.isEmpty()) {
            throw new BenchFailure("a value is missing\n" + USAGE);
        }
        return words.pop();
    }
}
