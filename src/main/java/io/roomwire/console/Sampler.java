package io.roomwire.console;

import java.time.Duration;
import java.util.Arrays;

/**
 * Thins out one stream's frames while they come too fast: of a rate above the threshold it keeps one in so many that
 * the threshold is met. The rate is that of the last two seconds. Not safe for several threads.
 */
final class Sampler {

    static final Duration WINDOW = Duration.ofSeconds(2);

    private static final int BUCKET_MS = 100;
    private static final int BUCKETS = (int) (WINDOW.toMillis() / BUCKET_MS);
    /** Between two steps the rate must fall by a little more, or a steady rate would be told of again and again. */
    private static final double SLACK = 1.1;

    private final int threshold;
    private final int[] counts = new int[BUCKETS];
    private long newest;
    private int sum;
    private int step = 1;
    private long seen;

    /** @param threshold frames per second that all pass */
    Sampler(int threshold) {
        this.threshold = threshold;
    }

    /** Counts a frame; true when it is to be shown, once {@link #step()} has been asked for. */
    boolean admit(long nowMs) {
        roll(nowMs);
        counts[slot(newest)]++;
        sum++;
        int needed = step(rate());
        if (needed > step) {
            step = needed;
            seen = 0;
        }
        return seen++ % step == 0;
    }

    /** Looks whether frames come more slowly now. */
    void review(long nowMs) {
        roll(nowMs);
        int slower = rate() <= threshold ? 1 : step(rate() * SLACK);
        if (slower < step) {
            step = slower;
            seen = 0;
        }
    }

    /** One in so many is kept; 1 for all. */
    int step() {
        return step;
    }

    /** Frames per second. */
    double rate() {
        return sum / (double) WINDOW.toSeconds();
    }

    boolean isIdle() {
        return sum == 0 && step == 1;
    }

    private int step(double rate) {
        return Math.max(1, (int) Math.ceil(rate / threshold));
    }

    private void roll(long nowMs) {
        long bucket = nowMs / BUCKET_MS;
        if (bucket - newest >= BUCKETS) {
            Arrays.fill(counts, 0);
            sum = 0;
            newest = bucket;
        }
        while (newest < bucket) {
            newest++;
            sum -= counts[slot(newest)];
            counts[slot(newest)] = 0;
        }
    }

    private static int slot(long bucket) {
        return (int) (bucket % BUCKETS);
    }
}
