package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;

/** Why an agent speaks. */
@Serdeable
public enum ChatKind {
    @JsonProperty("reply") REPLY,
    @JsonProperty("proactive") PROACTIVE,
    @JsonProperty("narration") NARRATION
}
