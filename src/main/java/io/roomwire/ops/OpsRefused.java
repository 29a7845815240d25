package io.roomwire.ops;

import io.micronaut.http.HttpStatus;

/** A request that is refused. */
final class OpsRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    OpsRefused(HttpStatus status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static OpsRefused invalid(String message) {
        return new OpsRefused(HttpStatus.BAD_REQUEST, "VALIDATION_ERROR", message);
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
