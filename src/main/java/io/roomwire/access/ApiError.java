package io.roomwire.access;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A refusal under {@code /api/v1}.
 *
 * @param code upper case, for programs
 * @param message one line for people
 */
@Serdeable
public record ApiError(String code, String message, Details details) {

    /** Names the request in which it happened. */
    @Serdeable
    public record Details(String request_id) {
    }
}
