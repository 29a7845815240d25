package io.roomwire.hub;

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
    private final Queue<Lane> due = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable round = this::takeTurns;

    /** Those that have written in this round and hold frames. */
    private final List<Lane> holding = new ArrayList<>();

    /** @param sender hands over all that sinks of this loop have been given and not sent yet */
    public Loop(Executor executor, Runnable sender) {
        this.executor = executor;
        this.sender = sender;
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
