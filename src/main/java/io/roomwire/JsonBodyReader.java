package io.roomwire;

import io.micronaut.core.type.Argument;
import io.micronaut.core.type.Headers;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.body.TypedMessageBodyReader;
import io.micronaut.http.codec.CodecException;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads bodies of routes that take any JSON; refuses what is nested so deep that no answer could show it again. */
@Singleton
@Consumes(MediaType.APPLICATION_JSON)
final class JsonBodyReader implements TypedMessageBodyReader<JsonNode> {

    private final JsonText json;

    JsonBodyReader(JsonText json) {
        this.json = json;
    }

    @Override
    public Argument<JsonNode> getType() {
        return Argument.of(JsonNode.class);
    }

    @Override
    public JsonNode read(Argument<JsonNode> type, @Nullable MediaType mediaType, Headers headers,
                         InputStream body) {
        try (body) {
            return json.readSent(body.readAllBytes());
        } catch (IOException | UncheckedIOException e) {
            throw new CodecException("the body is no JSON", e);
        }
    }
}
