package io.roomwire.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Appends to a stream one event after the other, on a thread of its own, whatever the answers. */
public final class Publisher implements AutoCloseable {

    private static final long PAUSE_NANOS = 2_000_000;

    private final Topic topic;
    private final URI node;
    private final Thread thread;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final List<Long> acknowledged = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile int count;

    private Publisher(Topic topic, URI node) {
        this.topic = topic;
        this.node = node;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    public static Publisher start(Topic topic, URI node) {
        return new Publisher(topic, node);
    }

    private void run() {
        while (!ended.get()) {
            var response = topic.post(node, "{\"name\":\"e\",\"data\":1}");
            if (response.statusCode() == 201) {
                acknowledged.add(Json.at(response.body(), "id").getLongValue());
                count = acknowledged.size();
            } else {
                refused.incrementAndGet();
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** How many were acknowledged until now. */
    public int count() {
        return count;
    }

    /** How many were not. */
    public int refused() {
        return refused.get();
    }

    /** Ends it and tells the ids that were acknowledged, in their order. */
    public List<Long> stop() {
        ended.set(true);
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return List.copyOf(acknowledged);
    }

    @Override
    public void close() {
        stop();
    }
}
