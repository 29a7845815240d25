package io.roomwire.console;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.console.Inbound.Message;
import io.roomwire.console.Inbound.Reason;
import io.roomwire.console.Inbound.Refused;
import io.roomwire.console.Inbound.Woken;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Hands over what happens to a socket, in order and in batches, from the event loop to a thread that may block. It is
 * bounded: messages beyond that are refused, in their place in the order, so that the agent knows which. Safe for any
 * thread.
 */
final class Inbox {

    private static final int BATCH = 1000;

    private final int most;
    private final Executor executor;
    private final Consumer<List<Inbound>> reader;

    @GuardedBy("this")
    private final Deque<Inbound> waiting = new ArrayDeque<>();
    @GuardedBy("this")
    private boolean reading;

    /**
     * @param most messages that may wait
     * @param reader called for one batch after the other; must not throw
     */
    Inbox(int most, Executor executor, Consumer<List<Inbound>> reader) {
        this.most = most;
        this.executor = executor;
        this.reader = reader;
    }

    void add(Inbound item) {
        if (put(item)) {
            executor.execute(this::read);
        }
    }

    /** True when nobody reads yet. */
    private synchronized boolean put(Inbound given) {
        Inbound item = given instanceof Message && waiting.size() >= most ? new Refused(Reason.TOO_FAST, 1) : given;
        switch (waiting.peekLast()) {
            case Refused last when item instanceof Refused more && last.reason() == more.reason() -> {
                waiting.removeLast();
                waiting.addLast(new Refused(last.reason(), last.count() + more.count()));
            }
            case Woken _ when item instanceof Woken -> { }
            case null, default -> waiting.addLast(item);
        }
        boolean starts = !reading;
        reading = true;
        return starts;
    }

    private void read() {
        for (List<Inbound> batch = next(); !batch.isEmpty(); batch = next()) {
            reader.accept(batch);
        }
    }

    private synchronized List<Inbound> next() {
        List<Inbound> batch = new ArrayList<>(Math.min(BATCH, waiting.size()));
        while (batch.size() < BATCH && !waiting.isEmpty()) {
            batch.add(waiting.removeFirst());
        }
        reading = !batch.isEmpty();
        return batch;
    }
}
