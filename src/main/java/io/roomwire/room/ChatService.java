package io.roomwire.room;

import jakarta.inject.Singleton;

/** Says something in a room, as a viewer. Safe for any thread. */
@Singleton
public final class ChatService {

    private final ChatGate gate;
    private final ChatReplies replies;
    private final ProactiveRooms active;

    ChatService(ChatGate gate, ChatReplies replies, ProactiveRooms active) {
        this.gate = gate;
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
        ChatGate.Said said = gate.say(post);
        if (said.message().isPublic()) {
            active.chatted(said.agent().id());
        }
        return new ChatPosted(said.message(), replies.to(said.agent(), said.message()).orElse(null));
    }
}
