package io.roomwire.hub;

import io.roomwire.event.EventId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One event loop as feeds use it: lanes that were woken take their turns together, in one task, and what they gave to
 * sinks is then handed to the kernel in one go.
 *
 * <p>{@link #execute} and {@link #wake} are for any thread, the rest for the loop's.
 */
public final class Loop implements Executor {

    /** Between two rounds the loop looks at its sockets. */
    private static final int MOST_LANES = 256;

    private final Executor executor;
    private final Runnable sender;
    private final Turns turns;
    private final Queue<Lane> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable round = this::takeTurns;

    /** Those that have written in this round and hold frames. */
    private final List<Lane> holding = new ArrayList<>();

    /** @param sender hands over all that sinks of this loop have been given and not sent yet */
    public Loop(Executor executor, Runnable sender) {
        this(executor, sender, new Turns() { });
    }

    /** @param turns is told of what was handed over */
    public Loop(Executor executor, Runnable sender, Turns turns) {
        this.executor = executor;
        this.sender = sender;
        this.turns = turns;
    }

    /** What is told of turns, on the loop: once for all connections, so at no cost per delivery. */
    public interface Turns {

        /** So many events of one stream went together. */
        default void turned(int events) {
        }

        /** One of them, which has been handed to the kernel for every connection of this loop that was not behind. */
        default void sent(EventId id) {
        }
    }

    Turns turns() {
        return turns;
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    void wake(Lane lane) {
        due.add(lane);
        enqueue();
    }

    private void enqueue() {
        if (woken.compareAndSet(false, true)) {
            executor.execute(round);
        }
    }

    private void takeTurns() {
        woken.set(false);
        Lane lane = due.poll();
        for (int i = 0; lane != null; i++) {
            if (lane.holds()) {
                settle();
            }
            holding.add(lane);
            lane.turn();
            lane = i < MOST_LANES ? due.poll() : null;
        }
        settle();
        if (!due.isEmpty()) {
            enqueue();
        }
    }

    private void settle() {
        send();
        holding.forEach(Lane::release);
        holding.clear();
    }

    /** Sends what sinks have been given; frames given to them need to be held until here. */
    void send() {
        sender.run();
    }
}
