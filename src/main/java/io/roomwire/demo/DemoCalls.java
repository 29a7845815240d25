package io.roomwire.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.access.Digests;
import io.roomwire.access.SignatureSettings;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.time.Clock;
import java.time.Duration;

/** Calls this node as people, services and agents outside do. Blocks; safe for any thread. */
@Singleton
@Requires(env = "demo", beans = DemoPasses.class)
@Requires(property = "roomwire.hmac.secret")
final class DemoCalls {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final BeanProvider<EmbeddedServer> server;
    private final DemoPasses passes;
    private final SignatureSettings signatures;
    private final JsonText json;
    private final Clock clock;
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    DemoCalls(BeanProvider<EmbeddedServer> server, DemoPasses passes, SignatureSettings signatures, JsonText json,
              Clock clock) {
        this.server = server;
        this.passes = passes;
        this.signatures = signatures;
        this.json = json;
        this.clock = clock;
    }

    /** As a user; throws {@link Refused}. */
    JsonNode user(String subject, String method, String path, String body) {
        return bearer(passes.of(subject), method, path, body);
    }

    /** As whoever has the token; throws {@link Refused}. */
    JsonNode bearer(String token, String method, String path, String body) {
        return send(request(method, path, body).header("Authorization", "Bearer " + token));
    }

    /** As a service that signs, for a user; throws {@link Refused}. */
    JsonNode service(String subject, String method, String path, String body) {
        String now = Long.toString(clock.instant().getEpochSecond());
        return send(request(method, path, body).header("x-user-id", subject).header("x-sheen-timestamp", now)
                .header("x-sheen-signature", Digests.hmac(signatures.secrets().getFirst(),
                        (now + body).getBytes(UTF_8))));
    }

    /** Opens an agent's socket. */
    WebSocket socket(String path, String token, WebSocket.Listener listener) {
        return client.newWebSocketBuilder().header("Authorization", "Bearer " + token).connectTimeout(PATIENCE)
                .buildAsync(URI.create(at(path).toString().replaceFirst("^http", "ws")), listener).join();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.get().getPort() + path);
    }

    private HttpRequest.Builder request(String method, String path, String body) {
        return HttpRequest.newBuilder(at(path)).timeout(PATIENCE).header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    private JsonNode send(HttpRequest.Builder request) {
        HttpRequest asked = request.build();
        try {
            HttpResponse<String> answer = client.send(asked, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new Refused(asked.method() + ' ' + asked.uri().getPath() + ": " + answer.statusCode() + ' '
                        + answer.body());
            }
            return answer.body().isEmpty() ? JsonNode.nullNode() : json.read(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted");
        }
    }

    /** The node did not do what it was asked. */
    static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message);
        }
    }
}
