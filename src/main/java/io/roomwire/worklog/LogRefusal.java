package io.roomwire.worklog;

import io.micronaut.http.HttpStatus;
import java.util.List;

/** A request that is refused, in the work log's error shape. */
final class LogRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final List<String> texts;

    private LogRefusal(HttpStatus status, List<String> texts) {
        super(String.join(", ", texts), null, false, false);
        this.status = status;
        this.texts = List.copyOf(texts);
    }

    static LogRefusal notFound(String id) {
        return new LogRefusal(HttpStatus.NOT_FOUND, List.of("Room with ID " + id + " not found"));
    }

    static LogRefusal foreign() {
        return new LogRefusal(HttpStatus.FORBIDDEN, List.of("Only the room's owner may do this"));
    }

    /** @param texts what is wrong with the request, one line each */
    static LogRefusal invalid(List<String> texts) {
        return new LogRefusal(HttpStatus.BAD_REQUEST, texts);
    }

    static LogRefusal invalid(String text) {
        return invalid(List.of(text));
    }

    static LogRefusal tooLong(long bytes) {
        return new LogRefusal(HttpStatus.REQUEST_ENTITY_TOO_LARGE, List.of("A line has " + bytes + " bytes at most"));
    }

    HttpStatus status() {
        return status;
    }

    List<String> texts() {
        return texts;
    }
}
