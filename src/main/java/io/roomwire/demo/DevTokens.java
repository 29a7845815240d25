package io.roomwire.demo;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import io.roomwire.access.PlainError;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gives tokens to whoever asks, so that newcomers can try everything. Only there where everybody on the machine may do
 * everything; a production run with the demo's feeds has no such route.
 */
@DemoApi
@Controller("/api/dev/token")
@Requires(env = "open")
@Requires(beans = DemoPasses.class)
final class DevTokens {

    private final DemoPasses passes;

    /**
     * A token for any user.
     *
     * @param expires_in seconds
     */
    @Serdeable
    record DevToken(String token, long expires_in) {
    }

    DevTokens(DemoPasses passes) {
        this.passes = passes;
    }

    /**
     * Gives a token to whoever asks. Takes {@code sub}, and if one likes {@code email}, {@code roles}, {@code aud},
     * {@code read} and {@code append}. The audience is {@code authenticated} and the address made up, unless others are
     * given, since some systems demand both.
     */
    @DemoApi.Token
    @Post
    HttpResponse<?> issue(@Body @Nullable JsonNode body) {
        String subject = body == null ? "" : JsonFields.text(body, "sub").orElse("");
        return body == null || subject.isBlank() ? HttpResponse.badRequest(PlainError.of("invalid_sub"))
                : HttpResponse.ok(new DevToken(passes.signed(claims(body, subject)), DemoPasses.VALIDITY.toSeconds()));
    }

    private static JWTClaimsSet.Builder claims(JsonNode body, String subject) {
        List<String> audience = texts(body, "aud");
        return new JWTClaimsSet.Builder().subject(subject)
                .audience(audience.isEmpty() ? DemoPasses.AUDIENCE : audience)
                .claim("email", JsonFields.text(body, "email").orElse(subject + "@example.org"))
                .claim("roles", texts(body, "roles"))
                .claim("read", texts(body, "read"))
                .claim("append", texts(body, "append"));
    }

    /** One text or several. */
    private static List<String> texts(JsonNode body, String name) {
        return JsonFields.text(body, name).map(List::of).orElseGet(() -> JsonFields.given(body, name)
                .filter(JsonNode::isArray).map(DevTokens::texts).orElse(List.of()));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false).filter(JsonNode::isString)
                .map(JsonNode::getStringValue).toList();
    }
}
