package io.roomwire.access;

import io.micronaut.serde.annotation.Serdeable;

/**
 * A refusal outside {@code /api/v1}.
 *
 * @param success always false
 * @param error lower case, for programs
 */
@Serdeable
public record PlainError(boolean success, String error) {

    public static PlainError of(String error) {
        return new PlainError(false, error);
    }
}
