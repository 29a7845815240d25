package io.roomwire.faults;

import io.roomwire.faults.FaultKind.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;

/**
 * All that a run's seed decides: which faults come when, and by {@link #random} what publishers and viewers do. The same
 * seed, time, number of nodes and kinds make the same plan.
 *
 * @param steps by the time at which they begin
 */
record Plan(long seed, int seconds, int nodes, List<Step> steps) {

    private static final int FIRST_MILLIS = 500;
    private static final int SHORTEST_MILLIS = 200;
    private static final int LONGEST_MILLIS = 2000;
    private static final int LONGEST_PATIENT_MILLIS = 20_000;
    /** Runs longer than this have the time for faults of full length. */
    private static final int PATIENT_SECONDS = 120;
    private static final int LONGEST_GAP_MILLIS = 700;
    private static final List<FaultKind> RESTARTS =
            List.of(FaultKind.NODE_KILL, FaultKind.NODE_TERMINATE, FaultKind.ROLLING_RESTART);
    private static final long MIX = 0x9E3779B97F4A7C15L;

    /** @param can which kinds may come */
    static Plan of(long seed, int seconds, int nodes, Predicate<FaultKind> can) {
        List<Step> steps = new ArrayList<>();
        for (Track track : Track.values()) {
            steps.addAll(steps(track, seed, seconds, nodes, can));
        }
        steps.sort(Comparator.comparingInt(Step::at));
        return new Plan(seed, seconds, nodes, List.copyOf(steps));
    }

    /** Kinds are dealt like cards: each comes once before any comes again. */
    private static List<Step> steps(Track track, long seed, int seconds, int nodes, Predicate<FaultKind> can) {
        Random random = new Random(seed * MIX + track.name().hashCode());
        List<FaultKind> kinds = kinds(track, seed, seconds).stream().filter(can).toList();
        List<FaultKind> dealt = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        int longest = seconds < PATIENT_SECONDS ? LONGEST_MILLIS : LONGEST_PATIENT_MILLIS;
        int at = FIRST_MILLIS + random.nextInt(LONGEST_GAP_MILLIS);
        while (at < seconds * 1000) {
            if (dealt.isEmpty()) {
                dealt.addAll(kinds);
                Collections.shuffle(dealt, random);
            }
            int lasting = lasting(random, longest);
            steps.add(new Step(at, lasting, dealt.removeLast(), random.nextInt(nodes)));
            at += lasting + random.nextInt(LONGEST_GAP_MILLIS) + 1;
        }
        return steps;
    }

    /** A start of a node costs seconds: a short run has one kind of restart. */
    private static List<FaultKind> kinds(Track track, long seed, int seconds) {
        FaultKind restart = RESTARTS.get((int) Math.floorMod(seed, (long) RESTARTS.size()));
        return Arrays.stream(FaultKind.values()).filter(kind -> kind.track() == track)
                .filter(kind -> seconds >= PATIENT_SECONDS || kind == restart || !RESTARTS.contains(kind)).toList();
    }

    /** Short ones are common, as they are in life. */
    private static int lasting(Random random, int longest) {
        double share = random.nextDouble();
        return (int) (SHORTEST_MILLIS + share * share * share * (longest - SHORTEST_MILLIS));
    }

    /** What decides for one publisher or viewer. */
    Random random(String who) {
        return new Random(seed * MIX + who.hashCode());
    }

    /** How to repeat it. */
    String command(String topology) {
        return "mvn -Pfaults verify -Dit.test=FaultSoakIT -Droomwire.faults.seed=" + seed
                + " -Droomwire.faults.seconds=" + seconds + " -Droomwire.faults.topology=" + topology;
    }
}
