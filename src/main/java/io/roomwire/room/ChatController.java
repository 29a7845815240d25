package io.roomwire.room;

import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaking in rooms. */
@RoomApi
@Controller("/api/chat")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChatController {

    private final ChatService chat;
    private final ChatAuthors authors;
    private final ChatSettings settings;

    ChatController(ChatService chat, ChatAuthors authors, ChatSettings settings) {
        this.chat = chat;
        this.authors = authors;
        this.settings = settings;
    }

    /** Gives a viewer a session and a nickname. */
    @RoomApi.Enter
    @Post("/session/bootstrap")
    Envelope<Session> bootstrap(@Body @Nullable JsonNode body) {
        ChatAuthors.Author author = authors.welcome(Optional.of(ChatPost.text(body, "user_nickname")));
        return Envelope.of(new Session(author.session(), author.nickname(), 0));
    }

    /** Says something in a room; the answer has the agent's reply, if it gives one. */
    @RoomApi.Say
    @Post("/rooms/{roomId}/messages")
    Envelope<ChatPosted> post(@RoomApi.Id String roomId, @Body @Nullable JsonNode body) {
        return Envelope.of(chat.post(ChatPost.read(roomId, body, settings.maxText())));
    }

    @Serdeable(naming = SnakeCaseStrategy.class)
    record Session(String userSessionId, String userNickname, int creditPoints) {
    }
}
