package io.roomwire.room;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Texts from an OpenAI-compatible chat completions endpoint. Blocks no longer than the timeout, never throws. */
final class TextCompletions implements AgentText {

    private static final Logger LOG = LoggerFactory.getLogger(TextCompletions.class);

    private static final int MAX_TOKENS = 160;

    private final HttpClient client;
    private final URI url;
    private final TextSettings settings;
    private final ObjectMapper json;
    private final Semaphore free;

    TextCompletions(HttpClient client, URI url, TextSettings settings, ObjectMapper json) {
        this.client = client;
        this.url = url;
        this.settings = settings;
        this.json = json;
        this.free = new Semaphore(settings.concurrency());
    }

    @Override
    public String source() {
        return "model";
    }

    @Override
    public Optional<String> write(TextRequest request) {
        if (!free.tryAcquire()) {
            return Optional.empty();
        }
        try {
            return content(ask(request));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (IOException | ExecutionException | TimeoutException | RuntimeException failed) {
            // Only the kind: an endpoint's own words may repeat the key.
            LOG.warn("no text from the endpoint: {}", kind(failed));
            return Optional.empty();
        } finally {
            free.release();
        }
    }

    private static String kind(Exception failed) {
        Throwable cause = failed.getCause();
        return (cause == null ? failed : cause).getClass().getSimpleName();
    }

    private JsonNode ask(TextRequest request)
            throws IOException, ExecutionException, TimeoutException, InterruptedException {
        MutableHttpRequest<String> post = HttpRequest.POST(url, json.writeValueAsString(question(request)));
        settings.apiKey().ifPresent(post::bearerAuth);
        String answer = TextAnswer.await(client.retrieve(post, String.class), settings.timeout());
        return json.readValue(answer, Argument.of(JsonNode.class));
    }

    private Question question(TextRequest request) {
        return new Question(settings.model(), MAX_TOKENS,
                List.of(new Line("system", TextPrompts.system(request)), new Line("user", TextPrompts.user(request))));
    }

    private static Optional<String> content(JsonNode answer) {
        JsonNode choices = answer.get("choices");
        JsonNode first = choices == null || !choices.isArray() ? null : choices.get(0);
        return Optional.ofNullable(field(field(first, "message"), "content")).filter(JsonNode::isString)
                .map(JsonNode::getStringValue).filter(text -> !text.isBlank());
    }

    private static @Nullable JsonNode field(@Nullable JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Question(String model, int maxTokens, List<Line> messages) {
    }

    @Serdeable
    record Line(String role, String content) {
    }
}
