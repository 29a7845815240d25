package io.roomwire.room;

import io.micronaut.http.HttpStatus;
import io.roomwire.event.StreamKey;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Decides who may say something in a room. Blocks. */
@Singleton
final class ChatGate {

    private final Agents agents;
    private final ChatLimit limit;
    private final ChatSettings settings;

    ChatGate(Agents agents, ChatLimit limit, ChatSettings settings) {
        this.agents = agents;
        this.limit = limit;
        this.settings = settings;
    }

    /** Counts the message and names the room's agent; refuses with {@link RoomException}, then nothing is counted. */
    Agent admit(ChatPost post) {
        Agent agent = agents.ofRoom(post.roomId());
        post.checkFor(agent);
        StreamKey stream = RoomStreams.privateRoom(agent.id(), post.session());
        Duration wait = limit.admit(stream, settings.limit(), settings.limitWindow());
        if (wait.isPositive()) {
            throw new RoomException(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", wait);
        }
        return agent;
    }
}
