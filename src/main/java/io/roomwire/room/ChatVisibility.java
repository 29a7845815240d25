package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** Who sees a message. */
@Serdeable
public enum ChatVisibility {
    @JsonProperty("public") PUBLIC,
    @JsonProperty("private") PRIVATE;

    /** Anything but {@code private} is public. */
    static ChatVisibility of(String wire) {
        return "private".equals(wire) ? PRIVATE : PUBLIC;
    }
}
