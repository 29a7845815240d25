package io.roomwire.hub;

import io.roomwire.event.EventId;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * The subscribers of one feed on one event loop.
 *
 * <p>One turn copies what has arrived since the last and offers it to each subscriber in a plain loop; turns grow under
 * load and are one event long when idle. A lane that is woken takes its turn in the loop's next round.
 */
final class Lane {

    private static final int SMALLEST = 4;

    private final Feed feed;
    private final Loop loop;

    /** Set by any thread, cleared when the turn begins. */
    private final AtomicBoolean woken = new AtomicBoolean();
    /** {@link #count} for other threads; with nobody here there is nothing to wake for. */
    private volatile int inhabitants;
    /** Filled by any thread, emptied by the loop. */
    private final Queue<Frame> signals = new ConcurrentLinkedQueue<>();

    /** Confined to the loop. Batch and sent signals are held from the turn until they have been handed over. */
    private final Batch batch = new Batch();
    private final Batch walkBatch = new Batch();
    private final Queue<Frame> sent = new ArrayDeque<>();
    private Subscriber[] subscribers = new Subscriber[SMALLEST];
    private int count;
    private long next;
    private boolean holds;

    Lane(Feed feed, Loop loop, long next) {
        this.feed = feed;
        this.loop = loop;
        this.next = next;
    }

    Feed feed() {
        return feed;
    }

    Loop loop() {
        return loop;
    }

    /** How many subscribers are here. For any thread. */
    int inhabitants() {
        return inhabitants;
    }

    /** How far the slowest is behind; asked on the loop. For any thread. */
    CompletableFuture<Lag> lag() {
        return CompletableFuture.supplyAsync(() -> {
            Feed.Extent extent = feed.extent();
            Lag slowest = Lag.NONE;
            for (int i = 0; i < count; i++) {
                slowest = slowest.or(subscribers[i].lag(extent));
            }
            return slowest;
        }, loop);
    }

    Subscriber subscribe(Sink sink, EventId position) {
        if (count == 0) {
            next = feed.nextSequence();
        }
        Subscriber subscriber = new Subscriber(this, sink);
        if (count == subscribers.length) {
            subscribers = Arrays.copyOf(subscribers, count * 2);
        }
        subscriber.sitAt(count);
        subscribers[count++] = subscriber;
        inhabitants = count;
        subscriber.start(position);
        return subscriber;
    }

    /** The last subscriber takes the place of the one that leaves. */
    void remove(int seat) {
        Subscriber last = subscribers[--count];
        subscribers[seat] = last;
        last.sitAt(seat);
        Arrays.fill(subscribers, count, count + 1, null);
        inhabitants = count;
    }

    void signal(Frame frame) {
        if (inhabitants > 0) {
            frame.retain();
            signals.add(frame);
            enqueue();
        }
    }

    void wake() {
        if (inhabitants > 0) {
            enqueue();
        }
    }

    /** Also with nobody left, when there are frames to let go of. */
    private void enqueue() {
        if (woken.compareAndSet(false, true)) {
            loop.wake(this);
        }
    }

    /** Whether it has taken a turn without {@link #release} yet. */
    boolean holds() {
        return holds;
    }

    /** Gives each subscriber what is due; {@link #release} must follow before the next turn. */
    void turn() {
        woken.set(false);
        holds = true;
        if (!feed.copy(next, batch)) {
            next = feed.nextSequence();
            turn(Subscriber::advance);
        } else {
            turn(subscriber -> subscriber.offer(batch));
            next = batch.end();
        }
        deliverSignals();
    }

    /** What the turn gave has been handed over. */
    void release() {
        holds = false;
        boolean more = batch.isFull();
        batch.release();
        for (Frame frame = sent.poll(); frame != null; frame = sent.poll()) {
            frame.release();
        }
        if (more) {
            wake();
        }
    }

    /** Backwards, since subscribers may leave during the turn: the one that fails, and others of its connection. */
    private void turn(Consumer<Subscriber> offer) {
        for (int i = count - 1; i >= 0; i = Math.min(i, count) - 1) {
            offer.accept(subscribers[i]);
        }
    }

    private void deliverSignals() {
        for (Frame frame = signals.poll(); frame != null; frame = signals.poll()) {
            Frame signal = frame;
            sent.add(frame);
            turn(subscriber -> subscriber.signal(signal));
        }
    }

    /** For a subscriber that walks alone. */
    Batch walkBatch() {
        return walkBatch;
    }
}
