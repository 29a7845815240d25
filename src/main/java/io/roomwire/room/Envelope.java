package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;

/** A success of the room system: {@code {"success":true,"data":…}}. */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Envelope<T>(boolean success, T data) {

    static <T> Envelope<T> of(T data) {
        return new Envelope<>(true, data);
    }
}
