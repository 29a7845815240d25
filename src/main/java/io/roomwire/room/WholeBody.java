package io.roomwire.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** Collects a streamed body, which the server bounds. */
final class WholeBody implements Subscriber<byte[]> {

    /** Only touched by the publisher's signals, which come one after the other. */
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private final CompletableFuture<String> text = new CompletableFuture<>();

    private WholeBody() {
    }

    /** The text once all has come; fails where the body breaks off or is too large. */
    static CompletionStage<String> of(Publisher<byte[]> body) {
        WholeBody whole = new WholeBody();
        body.subscribe(whole);
        return whole.text;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(byte[] part) {
        bytes.writeBytes(part);
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(bytes.toString(UTF_8));
    }
}
