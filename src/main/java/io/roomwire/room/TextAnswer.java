package io.roomwire.room;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Waits for the one answer of an HTTP call, for a time in all: the client's own timeout restarts with each read. */
final class TextAnswer implements Subscriber<String> {

    private final CompletableFuture<String> answer = new CompletableFuture<>();
    private final CompletableFuture<Subscription> call = new CompletableFuture<>();

    private TextAnswer() {
    }

    /** Blocks; gives the call up when time is over. An answer without body is empty text. */
    static String await(Publisher<String> publisher, Duration timeout)
            throws ExecutionException, TimeoutException, InterruptedException {
        TextAnswer waiting = new TextAnswer();
        publisher.subscribe(waiting);
        try {
            return waiting.answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            waiting.giveUp();
        }
    }

    private void giveUp() {
        if (call.state() == Future.State.SUCCESS) {
            call.resultNow().cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        call.complete(subscription);
        subscription.request(1);
    }

    @Override
    public void onNext(String body) {
        answer.complete(body);
    }

    @Override
    public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        answer.complete("");
    }
}
