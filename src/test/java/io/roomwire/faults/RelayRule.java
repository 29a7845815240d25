package io.roomwire.faults;

import io.roomwire.faults.Entry.Accepted;
import io.roomwire.faults.Entry.Relayed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Of what one agent sends to the other: on one connection the numbers grow, a number stands for one frame and a frame
 * has one number, whatever Redis has lost; accepted frames come all and in the order in which they were accepted, but
 * for those that it has lost.
 */
final class RelayRule {

    private final History history;
    private final String group;
    private final List<Violation> found;
    private final Map<Integer, Integer> accepted = new TreeMap<>();
    private final Map<Long, Integer> frames = new TreeMap<>();
    private final Map<Integer, Long> seqs = new HashMap<>();
    private int connection;
    private long last;

    private RelayRule(History history, String group, List<Violation> found) {
        this.history = history;
        this.group = group;
        this.found = found;
    }

    static void check(History history, List<Stamped> trace, List<Violation> found) {
        Map<String, RelayRule> groups = new HashMap<>();
        Function<String, RelayRule> of = name -> groups.computeIfAbsent(name, group -> new RelayRule(history, group, found));
        for (Stamped stamped : trace) {
            switch (stamped.entry()) {
                case Accepted it -> of.apply(it.group()).accepted.put(it.number(), stamped.index());
                case Relayed it -> of.apply(it.group()).relayed(stamped.index(), it);
                default -> { }
            }
        }
        groups.values().forEach(RelayRule::end);
    }

    private void relayed(int index, Relayed it) {
        if (it.connection() == connection && it.seq() <= last) {
            report(index, it.seq() + " came after " + last);
        }
        connection = it.connection();
        last = it.seq();
        Integer before = frames.put(it.seq(), it.number());
        if (before != null && before != it.number()) {
            report(index, it.seq() + " was " + before + " and " + it.number());
        }
        Long seq = seqs.putIfAbsent(it.number(), it.seq());
        if (seq != null && seq != it.seq()) {
            report(index, "frame " + it.number() + " was " + seq + " and " + it.seq());
        }
    }

    private void end() {
        List<Long> inOrder = new ArrayList<>();
        accepted.forEach((number, index) -> {
            Long seq = seqs.get(number);
            if (seq != null) {
                if (!inOrder.isEmpty() && seq <= inOrder.getLast()) {
                    report(index, "frame " + number + " is " + seq + ", behind " + inOrder.getLast());
                }
                inOrder.add(seq);
            } else if (!history.hasLostAfter(asked(number, index))) {
                report(index, "frame " + number + " never came");
            }
        });
    }

    /** What was stored before a loss may be known to be accepted only after it. */
    private int asked(int number, int accepted) {
        return history.append(RelayPair.token(number)).map(append -> append.asked).orElse(accepted);
    }

    private void report(int index, String what) {
        found.add(new Violation("relay", index, group + ": " + what));
    }
}
