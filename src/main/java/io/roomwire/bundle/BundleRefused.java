package io.roomwire.bundle;

import io.micronaut.http.HttpStatus;

/** The connection is refused, for one of its streams or for the list. The message names the stream. */
final class BundleRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    BundleRefused(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
