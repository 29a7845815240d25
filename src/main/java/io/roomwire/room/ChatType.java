package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a message is meant as. */
@Serdeable
public enum ChatType {
    @JsonProperty("public_plain") PUBLIC_PLAIN,
    @JsonProperty("public_mention_agent") PUBLIC_MENTION_AGENT,
    @JsonProperty("private_agent_dm") PRIVATE_AGENT_DM;

    static Optional<ChatType> find(String wire) {
        return Stream.of(values()).filter(type -> type.name().toLowerCase(Locale.ROOT).equals(wire)).findFirst();
    }

    /** The only visibility that this type goes with. */
    ChatVisibility visibility() {
        return this == PRIVATE_AGENT_DM ? ChatVisibility.PRIVATE : ChatVisibility.PUBLIC;
    }

    /** Whether the agent is spoken to and so always answers. */
    boolean addressesAgent() {
        return this != PUBLIC_PLAIN;
    }
}
