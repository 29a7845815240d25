package io.roomwire.topic;

import io.micronaut.http.HttpStatus;

/** A request that is refused. */
final class TopicException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    TopicException(HttpStatus status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static TopicException invalid(String message) {
        return new TopicException(HttpStatus.BAD_REQUEST, "VALIDATION_ERROR", message);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
