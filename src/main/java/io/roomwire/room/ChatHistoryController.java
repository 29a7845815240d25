package io.roomwire.room;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reading what was said in rooms. */
@RoomApi
@Controller("/api/chat/rooms/{roomId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChatHistoryController {

    private static final int STANDARD_LIMIT = 20;
    private static final int MAX_LIMIT = 200;

    private final Agents agents;
    private final ChatHistory history;
    private final ProactiveTicker ticker;

    ChatHistoryController(Agents agents, ChatHistory history, ProactiveTicker ticker) {
        this.agents = agents;
        this.history = history;
        this.ticker = ticker;
    }

    /**
     * What was said in public, the oldest first. Reading the newest messages may also move the agent to speak.
     *
     * @param limit 1 to 200, 20 unless given
     * @param before a time in ms; only what was said before it
     */
    @RoomApi.Chat
    @Get("/public")
    Envelope<PublicHistory> inPublic(@RoomApi.Id String roomId, @QueryValue @Nullable String limit,
                                     @QueryValue("before_ts_ms") @Nullable String before) {
        Agent agent = agents.ofRoom(roomId);
        OptionalLong bound = QueryNumber.floor(before);
        if (bound.isEmpty()) {
            ticker.read(agent.id());
        }
        return Envelope.of(new PublicHistory(agent.id(), ChatVisibility.PUBLIC,
                newest(RoomStreams.room(agent.id()), limit, bound)));
    }

    /**
     * What one session and the agent said in private, the oldest first.
     *
     * @param limit 1 to 200, 20 unless given
     * @param before a time in ms; only what was said before it
     */
    @RoomApi.Invalid
    @RoomApi.Chat
    @Get("/private")
    Envelope<PrivateHistory> inPrivate(@RoomApi.Id String roomId,
                                       @RoomApi.Session @QueryValue("user_session_id") @Nullable String sessionId,
                                       @QueryValue @Nullable String limit,
                                       @QueryValue("before_ts_ms") @Nullable String before) {
        String session = ChatPost.session(sessionId == null ? "" : sessionId);
        Agent agent = agents.ofRoom(roomId);
        return Envelope.of(new PrivateHistory(agent.id(), session, ChatVisibility.PRIVATE,
                newest(RoomStreams.privateRoom(agent.id(), session), limit, QueryNumber.floor(before))));
    }

    private List<ChatMessage> newest(StreamKey stream, @Nullable String limit, OptionalLong bound) {
        return history.newest(stream, ChatHistory.CHAT, QueryNumber.clamped(limit, STANDARD_LIMIT, 1, MAX_LIMIT),
                bound.orElse(ChatHistory.NEWEST));
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PublicHistory(String roomId, ChatVisibility visibility, List<ChatMessage> messages) {
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record PrivateHistory(String roomId, String userSessionId, ChatVisibility visibility, List<ChatMessage> messages) {
    }
}
