package io.roomwire.topic;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.Access;
import io.roomwire.access.ControlToken;
import io.roomwire.access.Identity;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Who may append to plain streams and who may read them: bearers of the control token, and of tokens whose claims
 * {@code append} and {@code read} have the stream. The stages fail with {@link TopicException} or with what
 * {@link Access} refuses.
 */
@Singleton
final class TopicAccess {

    private static final CompletionStage<Optional<Instant>> FOR_EVER =
            CompletableFuture.completedStage(Optional.empty());
    private static final CompletionStage<String> BY_CONTROL_TOKEN = CompletableFuture.completedStage("control-token");

    private final ControlToken control;
    private final Access access;
    private final TopicSettings settings;

    TopicAccess(ControlToken control, Access access, TopicSettings settings) {
        this.control = control;
        this.access = access;
        this.settings = settings;
    }

    /** Completes, with the name of the key that is shown, when the caller may append. */
    CompletionStage<String> appending(HttpRequest<?> request, @Nullable String bodyToken, StreamKey stream) {
        return control.allows(request, bodyToken) ? BY_CONTROL_TOKEN : access.of(request).thenApply(caller -> {
            check(caller, caller.mayAppend(stream.toString()), stream);
            return "user:" + caller.subject();
        });
    }

    /** Until when the caller may read, if not for ever. */
    CompletionStage<Optional<Instant>> reading(HttpRequest<?> request, StreamKey stream) {
        return isOpen(request) ? FOR_EVER : access.of(request).thenApply(caller -> expiry(caller, stream));
    }

    /** The same for the live stream, whose token may be in the query. */
    CompletionStage<Optional<Instant>> watching(HttpRequest<?> request, StreamKey stream) {
        return isOpen(request) ? FOR_EVER : access.ofStream(request).thenApply(caller -> expiry(caller, stream));
    }

    private boolean isOpen(HttpRequest<?> request) {
        return settings.publicRead() || control.allows(request, null);
    }

    private static Optional<Instant> expiry(Identity caller, StreamKey stream) {
        check(caller, caller.mayRead(stream.toString()), stream);
        return caller.expiry();
    }

    private static void check(Identity caller, boolean allowed, StreamKey stream) {
        if (!allowed) {
            throw new TopicException(HttpStatus.FORBIDDEN, "FORBIDDEN",
                    "The token of " + caller.subject() + " does not have " + stream + '.');
        }
    }
}
