package io.roomwire.testkit;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;

/** Many viewers behind one address. Safe for any thread. */
public final class Crowd implements AutoCloseable {

    /** In milliseconds; what takes longer counts as the last. */
    private static final int LONGEST = 60_000;

    private final List<CrowdViewer> viewers;
    private final AtomicIntegerArray live = new AtomicIntegerArray(LONGEST + 1);

    private Crowd(URI address, List<String> paths) {
        viewers = paths.stream().map(path -> new CrowdViewer(address, path, this)).toList();
    }

    /** One viewer for each path; returns when all have been greeted. */
    public static Crowd join(URI address, List<String> paths) {
        Crowd crowd = new Crowd(address, paths);
        crowd.viewers.forEach(CrowdViewer::start);
        crowd.awaitPresent();
        return crowd;
    }

    /** Returns when nobody is away. */
    public void awaitPresent() {
        await().atMost(Duration.ofSeconds(60)).failFast("somebody gave up for good",
                () -> viewers.stream().anyMatch(viewer -> !viewer.wrongStatus().isEmpty()))
                .until(() -> viewers.stream().allMatch(CrowdViewer::isPresent));
    }

    public List<CrowdViewer> viewers() {
        return viewers;
    }

    void delivered(Duration time) {
        live.incrementAndGet(Math.clamp(time.toMillis(), 0, LONGEST));
    }

    /** From the append to the viewer, of all events that came to who was present; -1 without any. */
    public int latencyMillis(double share) {
        long all = IntStream.rangeClosed(0, LONGEST).mapToLong(live::get).sum();
        long seen = 0;
        for (int ms = 0; ms <= LONGEST && all > 0; ms++) {
            seen += live.get(ms);
            if (seen >= all * share) {
                return ms;
            }
        }
        return -1;
    }

    /** How many were away for however short a time within each second from then on. */
    public int[] awayPerSecond(Instant start) {
        int[] away = new int[(int) Duration.between(start, Instant.now()).toSeconds() + 1];
        viewers.forEach(viewer -> viewer.absences().forEach(absence -> {
            int first = (int) Math.max(0, Duration.between(start, absence.from()).toSeconds());
            int last = (int) Duration.between(start, absence.to()).toSeconds();
            for (int second = first; second <= Math.min(last, away.length - 1); second++) {
                away[second]++;
            }
        }));
        return away;
    }

    /** The most of {@link #awayPerSecond}. */
    public int mostAway(Instant start) {
        return Arrays.stream(awayPerSecond(start)).max().orElse(0);
    }

    @Override
    public void close() {
        viewers.forEach(CrowdViewer::close);
    }
}
