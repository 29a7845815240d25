package io.roomwire.room;

import jakarta.inject.Singleton;

/** Says something in a room, as a viewer. Safe for any thread. */
@Singleton
public final class ChatService {

    private final ChatGate gate;
    private final ChatAuthors authors;
    private final ChatLog log;
    private final ChatReplies replies;
    private final ProactiveRooms active;

    ChatService(ChatGate gate, ChatAuthors authors, ChatLog log, ChatReplies replies, ProactiveRooms active) {
        this.gate = gate;
        this.authors = authors;
        this.log = log;
        this.replies = replies;
        this.active = active;
    }

    /**
     * Writes the message and lets the agent answer. Blocks.
     *
     * @return fails with {@link RoomException} when refused, {@link io.roomwire.hub.EventLogUnavailable} when Redis is
     *     away
     */
    public ChatPosted post(ChatPost post) {
        Agent agent = gate.admit(post);
        ChatMessage said = authors.write(post);
        log.append(said);
        if (said.isPublic()) {
            active.chatted(agent.id());
        }
        return new ChatPosted(said, replies.to(agent, said).orElse(null));
    }
}
