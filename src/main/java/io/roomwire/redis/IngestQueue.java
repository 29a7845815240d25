package io.roomwire.redis;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Backoff;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.redis.IngestMetrics.Loss;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages of plain channels on their way into the log: read one after the other, appended in order per stream, and at
 * most once, for nobody could tell a repeat from the same line said twice. What comes while it is full is dropped.
 */
final class IngestQueue implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestQueue.class);
    private static final int MESSAGES = 10_000;
    private static final int BYTES = 32 << 20;
    private static final int IN_FLIGHT = 64;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private final Function<Append, CompletionStage<Appended>> log;
    private final Supplier<Instant> deadline;
    private final IngestMetrics metrics;
    /** An empty one ends the reader. */
    private final BlockingQueue<Optional<Message>> waiting = new ArrayBlockingQueue<>(MESSAGES);
    private final AtomicLong bytes = new AtomicLong();
    private final Map<StreamKey, CompletableFuture<?>> appending = new ConcurrentHashMap<>();
    private final Semaphore places = new Semaphore(IN_FLIGHT);
    private final Thread reader;

    /**
     * Begins to read.
     *
     * @param deadline by Redis' clock: nothing is appended from then on; asked before each append
     */
    IngestQueue(Function<Append, CompletionStage<Appended>> log, Supplier<Instant> deadline, IngestMetrics metrics) {
        this.log = log;
        this.deadline = deadline;
        this.metrics = metrics;
        this.reader = Thread.ofVirtual().name("ingest-queue").start(this::run);
    }

    /**
     * A message as it was heard.
     *
     * @param pattern by which it came
     * @param length in bytes
     * @param reading what it asks to append: see {@link io.roomwire.hub.PlainChannel#read}
     */
    record Message(String pattern, int length, Supplier<Optional<Append>> reading) {
    }

    /** Never blocks. Called by one thread at a time, whose order is kept. */
    void offer(Message message) {
        int length = message.length();
        if (bytes.addAndGet(length) > BYTES || !waiting.offer(Optional.of(message))) {
            bytes.addAndGet(-length);
            metrics.lost(Loss.FULL);
        }
    }

    private void run() {
        try {
            Optional<Message> next = waiting.take();
            while (next.isPresent()) {
                bytes.addAndGet(-next.get().length());
                Optional<Append> wanted = read(next.get());
                if (wanted.isPresent()) {
                    append(wanted.get());
                }
                next = waiting.take();
            }
            places.acquire(IN_FLIGHT);
        } catch (InterruptedException e) {
            LOG.debug("{} messages are given up", waiting.size(), e);
        }
    }

    private Optional<Append> read(Message message) throws InterruptedException {
        Backoff backoff = Backoff.startingAt(FIRST_PAUSE);
        while (true) {
            try {
                return message.reading().get();
            } catch (EventLogUnavailable away) {
                backoff.pause();
            } catch (RuntimeException fault) {
                LOG.warn("a message of {} could not be read", message.pattern(), fault);
                metrics.lost(Loss.FAILED);
                return Optional.empty();
            }
        }
    }

    /** Several at a time, but never two of one stream: a script that Redis has to be sent anew comes late. */
    private void append(Append wanted) throws InterruptedException {
        CompletableFuture<?> before = appending.get(wanted.stream());
        if (before != null) {
            before.join();
        }
        places.acquire();
        CompletableFuture<?> done = log.apply(wanted.before(deadline.get())).handle(this::count).toCompletableFuture();
        appending.put(wanted.stream(), done);
        var _ = done.thenRun(() -> {
            appending.remove(wanted.stream(), done);
            places.release();
        });
    }

    private boolean count(@Nullable Appended appended, @Nullable Throwable error) {
        if (error != null) {
            metrics.lost(Waiting.cause(error) instanceof EventLogUnavailable ? Loss.UNAVAILABLE : Loss.REFUSED);
        }
        return appended != null;
    }

    /** Waits a second for what is waiting here, gives up the rest. */
    @Override
    public void close() {
        try {
            long second = LONGEST_END.toMillis();
            if (!waiting.offer(Optional.empty(), second, TimeUnit.MILLISECONDS) || !reader.join(LONGEST_END)) {
                reader.interrupt();
            }
        } catch (InterruptedException e) {
            reader.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
