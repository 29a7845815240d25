package io.roomwire.faults;

import io.roomwire.faults.Entry.Accepted;
import io.roomwire.faults.Entry.Losing;
import io.roomwire.faults.Entry.Lost;
import io.roomwire.faults.Entry.Relayed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Of what one agent sends to the other: on one connection the numbers grow by one, a number stands for one frame and a
 * frame has one number, accepted frames come all and in the order in which they were accepted. What Redis lost is lost,
 * and where it lost it unseen, at some moment since it may have, a node that had not seen the last numbers gives them
 * again.
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
        boolean losing = false;
        boolean lost = false;
        for (Stamped stamped : trace) {
            switch (stamped.entry()) {
                case Accepted it -> groups.computeIfAbsent(it.group(), group -> new RelayRule(history, group, found))
                        .accepted.put(it.number(), stamped.index());
                case Relayed it -> {
                    RelayRule known = groups.get(it.group());
                    if (known != null && losing && known.isOtherFrame(it)) {
                        known.end();
                        groups.remove(it.group());
                    }
                    groups.computeIfAbsent(it.group(), group -> new RelayRule(history, group, found))
                            .relayed(stamped, it, lost);
                }
                case Losing _ -> losing = true;
                case Lost loss -> {
                    losing = false;
                    lost = true;
                    if (loss.unseen()) {
                        groups.values().forEach(RelayRule::end);
                        groups.clear();
                    }
                }
                default -> { }
            }
        }
        groups.values().forEach(RelayRule::end);
    }

    /** Its number was another frame's. */
    private boolean isOtherFrame(Relayed it) {
        Integer before = frames.get(it.seq());
        return before != null && before != it.number();
    }

    /** The numbers of what Redis has lost are left out. */
    private void relayed(Stamped at, Relayed it, boolean lost) {
        boolean follows = it.seq() == last + 1 || (lost && it.seq() > last);
        if (it.connection() == connection && !follows) {
            report(at.index(), it.seq() + " came after " + last);
        }
        connection = it.connection();
        last = it.seq();
        Integer before = frames.put(it.seq(), it.number());
        if (before != null && before != it.number()) {
            report(at.index(), it.seq() + " was " + before + " and " + it.number());
        }
        Long seq = seqs.putIfAbsent(it.number(), it.seq());
        if (seq != null && seq != it.seq()) {
            report(at.index(), "frame " + it.number() + " was " + seq + " and " + it.seq());
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
            } else if (!history.hasLostAfter(index)) {
                report(index, "frame " + number + " never came");
            }
        });
    }

    private void report(int index, String what) {
        found.add(new Violation("relay", index, group + ": " + what));
    }
}
