package io.roomwire.access;

import io.micronaut.http.HttpStatus;

/** A stream may not be watched, or is none. The message is one line for people. */
public final class StreamRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    /** @param code upper case, for programs */
    public StreamRefused(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public HttpStatus status() {
        return status;
    }

    public String code() {
        return code;
    }
}
