package io.roomwire.bundle;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.access.StreamRefused;
import io.roomwire.access.TokenRefused;
import io.roomwire.access.TokenRefused.Reason;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks each stream's system whether the caller may watch it. Safe for any thread, never blocks. */
@Singleton
final class BundleAccess {

    static final int MOST = 50;

    private final Map<String, StreamAccess> systems;

    BundleAccess(List<StreamAccess> systems) {
        this.systems = systems.stream().collect(Collectors.toUnmodifiableMap(StreamAccess::system, Function.identity()));
    }

    /**
     * The streams in the order of {@code names}.
     *
     * @param names {@code system:name}, with commas between
     * @return fails with {@link BundleRefused} if one of them is refused, or with what says that Redis is away
     */
    CompletionStage<List<Grant>> admit(HttpRequest<?> request, String names) {
        List<String> wanted = List.of(names.split(",", MOST + 1));
        if (names.isBlank() || wanted.size() > MOST || new HashSet<>(wanted).size() < wanted.size()) {
            return CompletableFuture.failedFuture(new BundleRefused(HttpStatus.BAD_REQUEST, "VALIDATION_ERROR",
                    "streams is not a list of 1 to " + MOST + " different streams with commas between."));
        }
        List<CompletableFuture<Grant>> answers =
                wanted.stream().map(stream -> ask(request, stream).toCompletableFuture()).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(all -> answers.stream().map(CompletableFuture::join).toList());
    }

    private CompletionStage<Grant> ask(HttpRequest<?> request, String stream) {
        int colon = stream.indexOf(':');
        Optional<StreamAccess> system = Optional.ofNullable(systems.get(stream.substring(0, Math.max(0, colon))));
        return system.map(known -> known.admit(request, stream.substring(colon + 1))
                        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(named(stream, failure))))
                .orElseGet(() -> CompletableFuture.failedFuture(new BundleRefused(HttpStatus.NOT_FOUND, "NOT_FOUND",
                        quoted(stream) + " is no stream: " + String.join(", ", systems.keySet().stream().sorted().toList())
                                + " have streams.")));
    }

    private static Throwable named(String stream, Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        return switch (cause) {
            case StreamRefused refusal ->
                    new BundleRefused(refusal.status(), refusal.code(), quoted(stream) + ": " + refusal.getMessage());
            case TokenRefused refusal when refusal.reason() == Reason.FOREIGN_ORIGIN ->
                    new BundleRefused(HttpStatus.FORBIDDEN, "FORBIDDEN", quoted(stream) + ": " + refusal.getMessage());
            case TokenRefused refusal ->
                    new BundleRefused(HttpStatus.UNAUTHORIZED, "UNAUTHORIZED", quoted(stream) + ": " + refusal.getMessage());
            default -> cause;
        };
    }

    /** Short, and without what follows a second colon, which may be the key to a private stream. */
    private static String quoted(String stream) {
        String[] parts = stream.split(":", 3);
        String shown = parts.length < 2 ? stream : parts[0] + ':' + parts[1];
        return shown.length() > 100 ? shown.substring(0, 100) + "…" : shown;
    }
}
