package io.roomwire.faults;

import io.roomwire.faults.Entry.Answered;
import io.roomwire.faults.Entry.Asked;
import io.roomwire.faults.Entry.Held;
import io.roomwire.faults.Entry.Kept;
import io.roomwire.faults.Entry.Losing;
import io.roomwire.faults.Entry.Lost;
import io.roomwire.faults.Entry.Received;
import io.roomwire.faults.Entry.Watches;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** What a trace tells of streams and appends, whoever saw it. */
final class History {

    private final Map<String, Append> appends = new LinkedHashMap<>();
    private final Map<String, Map<Long, Long>> prevs = new HashMap<>();
    private final Map<String, NavigableMap<Long, Append>> acknowledged = new HashMap<>();
    private final Map<String, Watches> watches = new HashMap<>();
    private final Map<String, List<Reading>> readings = new HashMap<>();
    private final List<Stamped> losses = new ArrayList<>();
    private int firstLosing = Integer.MAX_VALUE;

    History(List<Stamped> trace) {
        trace.forEach(this::take);
    }

    /** One append as far as it is known. */
    static final class Append {

        final String stream;
        final String token;
        final int asked;
        final Set<Long> ids = new LinkedHashSet<>();
        boolean acknowledged;

        Append(String stream, String token, int asked) {
            this.stream = stream;
            this.token = token;
            this.asked = asked;
        }
    }

    private record Reading(int index, Set<Long> ids) {
    }

    private void take(Stamped stamped) {
        switch (stamped.entry()) {
            case Asked asked -> appends.putIfAbsent(asked.token(),
                    new Append(asked.stream(), asked.token(), stamped.index()));
            case Answered answered -> answered(answered);
            case Kept kept -> {
                prev(kept.stream(), kept.id(), kept.prev());
                seen(kept.token(), kept.id());
            }
            case Received received -> seen(received.token(), received.id());
            case Watches watched -> watches.put(watched.viewer(), watched);
            case Held held -> readings.computeIfAbsent(held.stream(), s -> new ArrayList<>())
                    .add(new Reading(stamped.index(), new HashSet<>(held.ids())));
            case Lost _ -> losses.add(stamped);
            case Losing _ -> firstLosing = Math.min(firstLosing, stamped.index());
            default -> { }
        }
    }

    private void answered(Answered answered) {
        prev(answered.stream(), answered.id(), answered.prev());
        seen(answered.token(), answered.id());
        Append append = appends.get(answered.token());
        if (append != null) {
            append.acknowledged = true;
            acknowledged.computeIfAbsent(append.stream, s -> new TreeMap<>()).put(answered.id(), append);
        }
    }

    private void prev(String stream, long id, long prev) {
        if (id != Entry.UNTOLD && prev != Entry.UNTOLD) {
            prevs.computeIfAbsent(stream, s -> new HashMap<>()).put(id, prev);
        }
    }

    private void seen(String token, long id) {
        Append append = appends.get(token);
        if (append != null && id != Entry.UNTOLD) {
            append.ids.add(id);
        }
    }

    Iterable<Append> appends() {
        return appends.values();
    }

    Optional<Append> append(String token) {
        return Optional.ofNullable(appends.get(token));
    }

    Optional<Watches> watches(String viewer) {
        return Optional.ofNullable(watches.get(viewer));
    }

    /** The id of the event before it in its stream, as far as anybody was told. */
    OptionalLong prev(String stream, long id) {
        Long prev = prevs.getOrDefault(stream, Map.of()).get(id);
        return prev == null ? OptionalLong.empty() : OptionalLong.of(prev);
    }

    /** What was acknowledged with an id between the two. */
    Iterable<Append> between(String stream, long after, long before) {
        NavigableMap<Long, Append> all = acknowledged.getOrDefault(stream, new TreeMap<>());
        return after >= before ? List.of() : all.subMap(after, false, before, false).values();
    }

    /** Whether Redis may have lost something before that. */
    boolean mayHaveLostBefore(int index) {
        return firstLosing < index;
    }

    /** Whether Redis has lost anything after that. */
    boolean hasLostAfter(int index) {
        return losses.stream().anyMatch(loss -> loss.index() > index);
    }

    /** Whether Redis has lost, after it was asked for, what had this id. */
    boolean isDead(String stream, long id, int asked) {
        return losses.stream().anyMatch(loss -> loss.index() > asked && isGone(stream, id, loss.index()));
    }

    /** Whether it went in such a way that who had not got it could not notice. */
    boolean isDeadUnseen(String stream, long id, int asked) {
        return losses.stream().anyMatch(loss -> ((Lost) loss.entry()).unseen() && loss.index() > asked
                && isGone(stream, id, loss.index()));
    }

    private boolean isGone(String stream, long id, int since) {
        List<Reading> later = readings.getOrDefault(stream, List.of()).stream()
                .filter(reading -> reading.index() > since).toList();
        return !later.isEmpty() && later.stream().noneMatch(reading -> reading.ids().contains(id));
    }

    boolean isDead(Append append, long id) {
        return isDead(append.stream, id, append.asked);
    }
}
