package io.roomwire.room;

import io.micronaut.http.HttpStatus;
import java.time.Duration;

/** A refusal in the room system's error shape. */
public final class RoomException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final Duration retryAfter;

    /**
     * Refuses without advice when to come back.
     *
     * @param code what the client sees as {@code error}
     */
    public RoomException(HttpStatus status, String code) {
        this(status, code, Duration.ZERO);
    }

    /**
     * Refuses for a while.
     *
     * @param retryAfter rounded up to whole seconds; zero sends no {@code Retry-After}
     */
    public RoomException(HttpStatus status, String code, Duration retryAfter) {
        super(code);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    static RoomException badRequest(String code) {
        return new RoomException(HttpStatus.BAD_REQUEST, code);
    }

    static RoomException notFound(String code) {
        return new RoomException(HttpStatus.NOT_FOUND, code);
    }

    /** Redis is away. */
    static RoomException unavailable() {
        return new RoomException(HttpStatus.SERVICE_UNAVAILABLE, "unavailable", Duration.ofSeconds(1));
    }

    HttpStatus status() {
        return status;
    }

    String code() {
        return String.valueOf(getMessage());
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
