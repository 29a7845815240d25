package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.ErrorShape;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * The work log's errors: {@code {"success":false,"statusCode","timestamp","path","error":{…},"message"}}. The path is
 * without the query, which may hold a token.
 */
@Singleton
final class LogErrorShape implements ErrorShape {

    private static final String PATH = "/api/v1/rooms";
    private static final String MESSAGE = "message";
    private static final String FAILURE = "Internal server error";

    private final Clock clock;

    LogErrorShape(Clock clock) {
        this.clock = clock;
    }

    @Override
    public boolean covers(String path) {
        return path.equals(PATH) || path.startsWith(PATH + '/');
    }

    @Override
    public JsonNode body(HttpRequest<?> request, HttpStatus status, String code, String message) {
        return body(request, status, List.of(message));
    }

    /** @param texts for people: all are shown to a request that is wrong, the first to any other */
    JsonNode body(HttpRequest<?> request, HttpStatus status, List<String> texts) {
        boolean failed = status == HttpStatus.INTERNAL_SERVER_ERROR;
        return new JsonFields().put("success", false).put("statusCode", status.getCode())
                .put("timestamp", LogTime.text(clock.instant())).put("path", request.getPath())
                .put("error", failed ? JsonNode.createStringNode(FAILURE) : error(status, texts))
                .put(MESSAGE, failed ? FAILURE : String.join(", ", texts)).object();
    }

    private static JsonNode error(HttpStatus status, List<String> texts) {
        JsonFields error = new JsonFields();
        if (status == HttpStatus.BAD_REQUEST) {
            error.putList(MESSAGE, texts.stream().map(JsonNode::createStringNode).toList());
        } else {
            error.put(MESSAGE, texts.getFirst());
        }
        if (status != HttpStatus.UNAUTHORIZED) {
            error.put("error", status.getReason());
        }
        return error.put("statusCode", status.getCode()).object();
    }
}
