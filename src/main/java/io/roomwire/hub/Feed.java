package io.roomwire.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * This node's live view of one stream: its ring, and a lane per event loop with the subscribers there.
 *
 * <p>Pub/sub delivers at most once, so the ring grows by a live event only if the event names the ring's newest as its
 * predecessor. Anything else starts a {@link Repair} on a thread of its own, while live events wait in {@code pending}
 * and subscribers keep what they have. Continuity comes from {@code prev} alone: ids are clock times, and a promoted
 * replica may make new ids below lost ones.
 *
 * <p>Safe for any thread. The lock is held for memory work only.
 */
public final class Feed {

    private static final int MAX_PENDING = 10_000;

    private enum State { REPAIRING, LIVE, CLOSED }

    private final StreamKey stream;
    private final FrameEncoder encoder;
    private final Repairs repairs;
    private final Seeks seeks;
    private final Gate live = new Gate();
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();

    @GuardedBy("this")
    private final Ring ring;
    @GuardedBy("this")
    private final Queue<Event> pending = new ArrayDeque<>();
    @GuardedBy("this")
    private State state = State.REPAIRING;
    @GuardedBy("this")
    private long generation;

    Feed(StreamKey stream, Ring ring, FrameEncoder encoder, Repairs repairs, EventLog log) {
        this.stream = stream;
        this.ring = ring;
        this.encoder = encoder;
        this.repairs = repairs;
        this.seeks = new Seeks(this, log, encoder, repairs);
    }

    /** Subscribes, reads the ring and goes live, trying until it can or is closed. */
    void start() {
        repairs.start(this, Repair.SUBSCRIBE);
    }

    public StreamKey stream() {
        return stream;
    }

    /** Completes when the first live event would be delivered. Whoever stops waiting cancels it. */
    public CompletableFuture<Void> live() {
        return live.pass();
    }

    /**
     * Adds a subscriber, which goes on from {@code position} or is reset. Call it on {@code loop}, which then alone
     * calls the sink and may call the subscriber.
     */
    public Subscriber subscribe(Loop loop, Sink sink, EventId position) {
        return lane(loop).subscribe(sink, position);
    }

    private synchronized Lane lane(Loop loop) {
        for (Lane lane : lanes) {
            if (lane.loop().equals(loop)) {
                return lane;
            }
        }
        Lane lane = new Lane(this, loop, ring.nextSequence());
        lanes.add(lane);
        return lane;
    }

    /** Takes a live message. */
    void onEvent(Event event) {
        if (event.isSignal()) {
            onSignal(encoder.encode(event));
            return;
        }
        Repair repair = offer(event);
        if (repair == Repair.NONE) {
            wake();
        } else {
            repairs.missed(GapSource.LIVE_EVENT, repair);
            repairs.start(this, repair);
        }
    }

    private void onSignal(Frame frame) {
        lanes.forEach(lane -> lane.signal(frame));
        frame.release();
    }

    private synchronized Repair offer(Event event) {
        if (state != State.LIVE) {
            pend(event);
            return Repair.NONE;
        }
        Repair repair = accept(event);
        if (repair != Repair.NONE) {
            pend(event);
            state = State.REPAIRING;
        }
        return repair;
    }

    @GuardedBy("this")
    private void pend(Event event) {
        if (state == State.CLOSED) {
            return;
        }
        if (pending.size() == MAX_PENDING) {
            pending.remove();
        }
        pending.add(event);
    }

    @GuardedBy("this")
    private Repair accept(Event event) {
        EventId newest = ring.newestId();
        if (!event.id().isAfter(newest)) {
            return isKnownOrLate(event.id()) ? Repair.NONE : Repair.RELOAD;
        }
        if (event.prev().equals(newest)) {
            ring.add(event, encoder.encode(event));
            return Repair.NONE;
        }
        return event.prev().isNone() ? Repair.RELOAD : Repair.FILL;
    }

    /** What lies below the ring's oldest came so late that the ring has moved past it. */
    @GuardedBy("this")
    private boolean isKnownOrLate(EventId id) {
        return ring.contains(id) || !id.isAfter(ring.oldestId());
    }

    /** Adds what Redis holds from the ring's newest on; false when it does not connect. */
    synchronized boolean fill(List<Event> read) {
        if (state == State.CLOSED) {
            return true;
        }
        for (Event event : read) {
            if (event.id().isAfter(ring.newestId()) && accept(event) != Repair.NONE) {
                return false;
            }
        }
        return read.isEmpty() ? ring.size() == 0 : ring.newestId().equals(read.getLast().id());
    }

    /** Replaces the ring. Every subscriber finds its place anew, or is reset. */
    synchronized void reload(List<Event> read) {
        if (state == State.CLOSED) {
            return;
        }
        ring.clear();
        generation++;
        read.forEach(event -> ring.add(event, encoder.encode(event)));
    }

    synchronized int pending() {
        return pending.size();
    }

    /**
     * Takes in what waited and goes live.
     *
     * @param settled how many of the waiting events were there before the ring was reloaded: those that still do not
     *     fit belong to a branch that is lost, or are none of ours
     * @return the repair that is still needed
     */
    Repair settle(int settled) {
        Repair repair = takePending(settled);
        if (repair == Repair.NONE) {
            live.open();
            wake();
        }
        return repair;
    }

    private synchronized Repair takePending(int settled) {
        for (int taken = 0; !pending.isEmpty(); taken++) {
            if (accept(pending.element()) != Repair.NONE && taken >= settled) {
                return Repair.RELOAD;
            }
            pending.remove();
        }
        if (state == State.REPAIRING) {
            state = State.LIVE;
        }
        notifyAll();
        return Repair.NONE;
    }

    /** Starts a repair unless one is under way. */
    void repair(Repair repair) {
        synchronized (this) {
            if (state != State.LIVE) {
                return;
            }
            state = State.REPAIRING;
        }
        repairs.start(this, repair);
    }

    /** Blocks while a repair is under way. */
    synchronized void awaitSettled() throws InterruptedException {
        while (state == State.REPAIRING) {
            wait();
        }
    }

    /**
     * Compares Redis' newest id with what the feed held when the question was sent.
     *
     * @return the repair that this asks for
     */
    synchronized Repair check(EventId held, EventId answer) {
        if (state != State.LIVE || answer.equals(held) || (answer.isAfter(held) && isKnownOrLate(answer))) {
            return Repair.NONE;
        }
        return answer.isAfter(ring.newestId()) ? Repair.SUBSCRIBE_AND_FILL : Repair.RELOAD;
    }

    /** The id of the newest event that this node knows, {@link EventId#NONE} on an empty stream. */
    public synchronized EventId newest() {
        return ring.newestId();
    }

    synchronized long locate(EventId position) {
        return ring.locate(position);
    }

    /** The id of the oldest event that this node holds. */
    public synchronized EventId oldest() {
        return ring.oldestId();
    }

    synchronized long generation() {
        return generation;
    }

    /** How many events like the newest take about {@code budget} bytes. */
    synchronized long eventsWithin(long budget) {
        return ring.eventsWithin(budget);
    }

    synchronized long nextSequence() {
        return ring.nextSequence();
    }

    /** Copies events from {@code sequence} on; false when the ring has moved past it. */
    synchronized boolean copy(long sequence, Batch batch) {
        if (sequence < ring.oldestSequence()) {
            batch.begin(sequence);
            return false;
        }
        ring.copy(sequence, batch);
        return true;
    }

    /** Places a subscriber behind the newest event. */
    synchronized Placement atNewest() {
        return new Placement(ring.nextSequence(), ring.oldestId(), ring.newestId(), ring.isWhole());
    }

    /** How many subscribers there are. */
    public int viewers() {
        return lanes.stream().mapToInt(Lane::inhabitants).sum();
    }

    /** What the ring holds now. */
    public synchronized Extent extent() {
        return new Extent(ring.oldestId(), ring.newestId(), ring.nextSequence(), ring.size(), ring.bytes());
    }

    /** How far the slowest subscriber is behind. Each event loop is asked, and answers when its turn comes. */
    public CompletionStage<Lag> lag() {
        return lanes.stream().map(Lane::lag).reduce(CompletableFuture.completedFuture(Lag.NONE),
                (one, other) -> one.thenCombine(other, Lag::or));
    }

    void seek(Subscriber subscriber, EventId position) {
        seeks.add(subscriber, position);
    }

    synchronized boolean isClosed() {
        return state == State.CLOSED;
    }

    synchronized void close() {
        state = State.CLOSED;
        ring.clear();
        pending.clear();
        notifyAll();
    }

    private void wake() {
        lanes.forEach(Lane::wake);
    }

    /**
     * What a ring holds.
     *
     * @param next the sequence number of the next event
     * @param bytes of memory
     */
    public record Extent(EventId oldest, EventId newest, long next, int events, long bytes) {
    }

    /**
     * A cursor behind the newest event.
     *
     * @param next the sequence number of the next event
     * @param whole whether the ring reaches back to the stream's first event
     */
    record Placement(long next, EventId oldest, EventId newest, boolean whole) {
    }
}
