package io.roomwire.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.Signatures;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Duration;

/**
 * Services that sign their requests and say for which user they act. Blocks; safe for any thread; fails with
 * {@link io.roomwire.access.SignatureRefused}, and only then with {@link ProjectRefusal}.
 */
@Singleton
final class ServiceCallers {

    private static final String USER = "x-user-id";
    private static final byte[] EMPTY = {};

    private final Signatures signatures;
    private final ProjectMetrics metrics;
    private final JsonText json;

    ServiceCallers(Signatures signatures, ProjectMetrics metrics, JsonText json) {
        this.signatures = signatures;
        this.metrics = metrics;
        this.json = json;
    }

    /** Whom the request, which has no body, is for. */
    String user(HttpRequest<?> request) {
        return user(request, EMPTY);
    }

    /** @param body the bytes as received, for they are what is signed */
    String user(HttpRequest<?> request, byte[] body) {
        check(request, body);
        String user = request.getHeaders().findFirst(USER).orElseThrow(() ->
                ProjectRefusal.invalid("headers must have required property '" + USER + "'"));
        return ProjectNames.user(user, "headers/" + USER);
    }

    /** For what services do of their own accord. */
    void check(HttpRequest<?> request, byte[] body) {
        long start = System.nanoTime();
        Waiting.join(signatures.check(request, body));
        metrics.checked(Duration.ofNanos(System.nanoTime() - start));
    }

    /** The body of a request that was checked; none counts as an empty object. */
    ProjectBody read(byte[] body) {
        if (body.length == 0) {
            return ProjectBody.read("{}", json);
        }
        try {
            return ProjectBody.read(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString(), json);
        } catch (CharacterCodingException e) {
            throw ProjectRefusal.invalid("body must be UTF-8");
        }
    }
}
