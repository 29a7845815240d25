package io.roomwire;

import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.roomwire.ops.Drain;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the process ends when it is told to. A first SIGTERM drains the node, takes no new connections, lets the requests
 * finish that are under way, and ends with 0; a second ends it at once. What a Redis or a client that does not answer
 * would hold up is cut off. Safe for any thread.
 */
final class Departure {

    private static final Logger LOG = LoggerFactory.getLogger(Departure.class);
    private static final int OF_SIGNAL = 128 + 15;
    /** No longer does an append wait for Redis. */
    private static final Duration REQUESTS = Duration.ofSeconds(2);
    /** With the second by which a drain may be late it is less than 5 s. */
    private static final Duration CLOSING = Duration.ofMillis(3800);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private final AtomicInteger signals = new AtomicInteger();
    private volatile Optional<Serving> node = Optional.empty();

    /** @param server takes no new connections once it is shut down, and is done when the requests are */
    record Serving(Drain drain, GracefulShutdownCapable server) {
    }

    static Departure ofProcess() {
        Departure departure = new Departure();
        Sigterm.runs(departure::told);
        return departure;
    }

    /** From now on there is something to drain. */
    void serves(Drain drain, GracefulShutdownCapable server) {
        node = Optional.of(new Serving(drain, server));
    }

    private void told() {
        if (signals.incrementAndGet() == 1) {
            node.ifPresent(serving -> serving.drain().begin().toCompletableFuture().join());
            haltAfter(CLOSING, 0);
            node.ifPresent(Departure::finish);
            System.exit(0);
        } else {
            haltAfter(AT_ONCE, OF_SIGNAL);
            System.exit(OF_SIGNAL);
        }
    }

    private static void finish(Serving serving) {
        CompletableFuture<?> requests = serving.server().shutdownGracefully().toCompletableFuture();
        requests.<Void>thenApply(done -> null).completeOnTimeout(null, REQUESTS.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null).join();
    }

    /** The process' hooks, which close what is open, have no longer. */
    private static void haltAfter(Duration patience, int status) {
        Thread.ofPlatform().daemon().name("end").start(() -> {
            try {
                Thread.sleep(patience);
                LOG.warn("not everything is closed; the process ends all the same");
            } catch (InterruptedException e) {
                LOG.debug("nobody interrupts this", e);
            }
            Runtime.getRuntime().halt(status);
        });
    }
}
