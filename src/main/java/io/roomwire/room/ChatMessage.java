package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * One line of a room's chat, as stored and sent.
 *
 * @param userSessionId the session in private copies, its alias in public ones, {@link #BROADCAST} for what an agent
 *     says of its own accord
 * @param createdTsMs milliseconds since 1970
 * @param agentMessageKind null for a user's line
 * @param generationSource where a proactive line came from, {@code canned} or {@code model}, else null
 * @param generationReason why a proactive line came, else null
 * @param generationTone how a proactive line sounds, else null
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ChatMessage(String id, String roomId, String userSessionId, ChatSender senderType, String senderName,
                          ChatVisibility visibility, ChatType messageType, String text, long createdTsMs,
                          @Nullable ChatKind agentMessageKind, @Nullable String generationSource,
                          @Nullable String generationReason, @Nullable String generationTone) {

    static final String BROADCAST = "room_broadcast";

    boolean isPublic() {
        return visibility == ChatVisibility.PUBLIC;
    }

    boolean byAgent() {
        return senderType == ChatSender.AGENT;
    }
}
