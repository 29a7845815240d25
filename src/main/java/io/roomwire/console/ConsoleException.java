package io.roomwire.console;

import io.micronaut.http.HttpStatus;

/** A request that is refused. The message is one line for people. */
final class ConsoleException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;

    ConsoleException(HttpStatus status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ConsoleException invalid(String message) {
        return new ConsoleException(HttpStatus.BAD_REQUEST, "VALIDATION_ERROR", message);
    }

    static ConsoleException notFound(String what) {
        return new ConsoleException(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is no such " + what + '.');
    }

    static ConsoleException noDongle() {
        return new ConsoleException(HttpStatus.NOT_FOUND, "DONGLE_NOT_FOUND", "There is no such dongle.");
    }

    static ConsoleException foreignDongle() {
        return new ConsoleException(HttpStatus.FORBIDDEN, "DONGLE_OWNED_BY_OTHER", "The dongle is not yours.");
    }

    static ConsoleException offline() {
        return new ConsoleException(HttpStatus.SERVICE_UNAVAILABLE, "AGENT_OFFLINE",
                "The dongle's agent is not connected.");
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return code;
    }
}
