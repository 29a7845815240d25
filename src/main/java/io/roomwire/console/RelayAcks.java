package io.roomwire.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * What a receiver is known to have: what it has acknowledged, or, if it never acknowledges anything, what lay before a
 * ping that it has answered. Safe for any thread.
 */
final class RelayAcks {

    /**
     * How long after its first pong an agent may be silent that took the place of one which acknowledged: from then on
     * its pongs count.
     */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LongSupplier nanos;

    /** Whether the last acknowledgement before was a message. */
    @GuardedBy("this")
    private boolean expected;
    @GuardedBy("this")
    private long written;
    @GuardedBy("this")
    private long settled;
    /** What is written and not settled, a window at most: numbers are not dense. */
    @GuardedBy("this")
    private final Deque<Long> underWay = new ArrayDeque<>();
    /** Whether it has acknowledged anything by a message. */
    @GuardedBy("this")
    private boolean explicit;

    @GuardedBy("this")
    private boolean pinging;
    @GuardedBy("this")
    private long pinged;
    @GuardedBy("this")
    private long ponged;
    @GuardedBy("this")
    private OptionalLong patienceEnd = OptionalLong.empty();

    /** @param nanos a clock that never goes back */
    RelayAcks(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /**
     * The receiver goes on from here.
     *
     * @param seq all up to this one were acknowledged before
     * @param byMessage whether the last acknowledgement was a message
     */
    synchronized void begin(long seq, boolean byMessage) {
        settled = seq;
        written = seq;
        pinged = seq;
        ponged = seq;
        expected = byMessage;
    }

    synchronized void written(long seq) {
        written = seq;
        underWay.add(seq);
    }

    synchronized void acknowledged(long seq) {
        if (seq <= written) {
            explicit = true;
            settled = Math.max(settled, seq);
        }
    }

    /** Whether a ping should be sent now, behind what is written; if so, {@link #ponged} is awaited. */
    synchronized boolean beginPing() {
        boolean due = !explicit && !pinging && written > pinged;
        if (due) {
            pinging = true;
            pinged = written;
        }
        return due;
    }

    /** The ping was answered. */
    synchronized void ponged() {
        if (patienceEnd.isEmpty()) {
            patienceEnd = OptionalLong.of(nanos.getAsLong() + PATIENCE.toNanos());
        }
        pinging = false;
        ponged = pinged;
    }

    /** All up to this one have arrived. */
    synchronized long settled() {
        if (!explicit && (!expected || isPatienceOver())) {
            settled = Math.max(settled, ponged);
        }
        return settled;
    }

    @GuardedBy("this")
    private boolean isPatienceOver() {
        return patienceEnd.isPresent() && nanos.getAsLong() - patienceEnd.getAsLong() >= 0;
    }

    synchronized boolean explicit() {
        return explicit;
    }

    /** How many of {@code most} may be written now, when no more than {@code window} are to be on their way. */
    synchronized int room(int window, int most) {
        long known = settled();
        while (!underWay.isEmpty() && underWay.getFirst() <= known) {
            underWay.removeFirst();
        }
        return Math.clamp(window - underWay.size(), 0, most);
    }
}
