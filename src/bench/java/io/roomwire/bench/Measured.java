package io.roomwire.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The numbers that the load client printed for one run, by its names. */
record Measured(Map<String, Double> numbers) {

    private static final Pattern NUMBER = Pattern.compile("\"(\\w+)\":(-?[0-9.]+)");
    private static final List<String> LOSSES = List.of("missing", "gap_events", "id_missing", "still_catching_up");
    private static final List<String> MISTAKES = List.of("duplicates", "out_of_order", "id_duplicates",
            "id_epoch_changes", "id_bad");
    private static final List<String> REFUSALS = List.of("failed", "pub_failed", "conn_errors", "server_closed");

    Measured {
        numbers = Map.copyOf(numbers);
    }

    /** Reads the one line of JSON that the load client prints. */
    static Measured parse(String line) {
        Map<String, Double> numbers = new HashMap<>();
        for (MatchResult match : NUMBER.matcher(line).results().toList()) {
            numbers.putIfAbsent(match.group(1), Double.valueOf(match.group(2)));
        }
        return new Measured(numbers);
    }

    /** The number of that name, 0 when the load client has not printed it. */
    double get(String name) {
        return numbers.getOrDefault(name, 0.0);
    }

    /** All that is wrong: events lost, repeated or out of order, viewers or appends refused. */
    List<String> faults() {
        return faults(Stream.of(LOSSES, MISTAKES, REFUSALS));
    }

    /** What is wrong even where a server is asked for more than it can do: events repeated or out of order. */
    List<String> mistakes() {
        return faults(Stream.of(MISTAKES));
    }

    /** Cores that neither the servers nor the load client used: somebody else was busy here. */
    double foreignCores() {
        double known = get("server_cpu_total_s") + get("aux_cpu_s") + get("client_cpu_s");
        return Math.max(0, get("system_busy_s") - known) / Math.max(0.1, get("window_s"));
    }

    private List<String> faults(Stream<List<String>> names) {
        List<String> found = new ArrayList<>();
        names.flatMap(List::stream).filter(name -> get(name) > 0)
                .forEach(name -> found.add(name + " " + Math.round(get(name))));
        return found;
    }
}
