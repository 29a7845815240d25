package io.roomwire.trading;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.List;

/** A refusal in the trading system's shape. */
final class TradingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final transient JsonNode body;

    private TradingException(HttpStatus status, String message, JsonNode body) {
        super(message, null, false, false);
        this.status = status;
        this.body = body;
    }

    static TradingException of(HttpStatus status, String detail) {
        return new TradingException(status, detail, shape(status, detail));
    }

    /** A model that is not there, or is somebody else's: nobody may tell the one from the other. */
    static TradingException modelNotFound() {
        return of(HttpStatus.NOT_FOUND, "Model not found");
    }

    /** Redis is away, or somebody is just changing the same thing. */
    static TradingException unavailable() {
        return of(HttpStatus.SERVICE_UNAVAILABLE, "Try again later.");
    }

    /** Input that is not as it must be. */
    static TradingException invalid(List<Violation> violations) {
        JsonNode list = JsonNode.createArrayNode(violations.stream().map(Violation::json).toList());
        return new TradingException(HttpStatus.UNPROCESSABLE_ENTITY, violations.getFirst().message(),
                new JsonFields().put("detail", list).object());
    }

    /** {@code {"detail", "status_code"}}. */
    static JsonNode shape(HttpStatus status, String detail) {
        return new JsonFields().put("detail", detail).put("status_code", status.getCode()).object();
    }

    HttpStatus status() {
        return status;
    }

    MutableHttpResponse<?> answer() {
        MutableHttpResponse<JsonNode> answer = HttpResponse.<JsonNode>status(status).body(body)
                .contentType(MediaType.APPLICATION_JSON_TYPE);
        return switch (status) {
            case UNAUTHORIZED -> answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case SERVICE_UNAVAILABLE -> answer.header(HttpHeaders.RETRY_AFTER, "1");
            default -> answer;
        };
    }
}
