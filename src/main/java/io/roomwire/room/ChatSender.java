package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** Who wrote a message. */
@Serdeable
public enum ChatSender {
    @JsonProperty("user") USER,
    @JsonProperty("agent") AGENT
}
