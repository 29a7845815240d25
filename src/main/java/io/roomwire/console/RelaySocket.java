package io.roomwire.console;

import io.roomwire.hub.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver as one delivery uses it, until either is over: whatever is waited for then is no longer. Confined to the
 * delivery's thread, but for {@link #end}, {@link #isOver} and {@link #ring}.
 */
final class RelaySocket {

    private static final Logger LOG = LoggerFactory.getLogger(RelaySocket.class);

    private final RelayReceiver receiver;
    private final RelayBell bell = new RelayBell();
    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Handed over and perhaps not taken yet; no more than a page of them. */
    private final List<CompletableFuture<?>> sent = new ArrayList<>();

    RelaySocket(RelayReceiver receiver) {
        this.receiver = receiver;
    }

    /** Ends whatever is waited for; more than once is once. */
    void end() {
        over.complete(null);
        bell.ring();
    }

    boolean isOver() {
        return over.isDone();
    }

    /** Ends the rest that the delivery takes, or the next one. */
    void ring() {
        bell.ring();
    }

    /** Blocks until it is rung, or for that long. */
    void rest(Duration most) throws InterruptedException {
        bell.await(most);
    }

    void send(String message) {
        sent.add(watched(() -> receiver.send(message)));
    }

    /** Blocks until the socket took all that was sent. */
    void flush() {
        CompletableFuture<Void> taken = CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new));
        sent.clear();
        untilOver(taken.exceptionally(failed -> null));
    }

    void ping(Runnable onPong) {
        var _ = watched(receiver::ping).thenRun(onPong).thenRun(bell::ring);
    }

    /** Blocks; fails with what the receiver failed with. */
    void caughtUp() {
        untilOver(receiver.caughtUp());
    }

    private void untilOver(CompletionStage<?> stage) {
        var _ = Waiting.join(CompletableFuture.anyOf(stage.toCompletableFuture(), over));
    }

    /** What fails here fails because the socket is gone. */
    private CompletableFuture<?> watched(Supplier<CompletionStage<?>> action) {
        return started(action).whenComplete((done, failure) -> {
            if (failure != null) {
                LOG.debug("a relay's receiver is gone: {}", failure.getMessage());
                end();
            }
        });
    }

    private static CompletableFuture<?> started(Supplier<CompletionStage<?>> action) {
        try {
            return action.get().toCompletableFuture();
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
