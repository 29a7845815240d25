package io.roomwire.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.roomwire.access.Credential;
import io.roomwire.access.Digests;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Bearer tokens of agents, known by their SHA-256 alone. Safe for any thread. */
@Singleton
final class AgentTokens {

    private static final int BYTES = 32;

    private final ConsoleBook book;
    private final RandomGenerator random;

    AgentTokens(ConsoleBook book, RandomGenerator random) {
        this.book = book;
        this.random = random;
    }

    /** A new token of the agent. Blocks. */
    String issue(String agent) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Waiting.join(book.replace(key(token), Optional.empty(), agent));
        return token;
    }

    /** The id of the agent whose token the request shows. */
    CompletionStage<Optional<String>> agent(HttpRequest<?> request) {
        String shown = Credential.bearer(request.getHeaders().get(HttpHeaders.AUTHORIZATION)).orElse("");
        return book.find(List.of(key(shown))).thenApply(List::getFirst);
    }

    /** In lower-case hexadecimal digits. */
    static String hash(String text) {
        return HexFormat.of().formatHex(Digests.sha256(text));
    }

    private static StreamKey key(String token) {
        return new StreamKey("agent-token", hash(token));
    }
}
