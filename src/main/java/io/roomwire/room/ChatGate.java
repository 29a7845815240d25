package io.roomwire.room;

import io.micronaut.http.HttpStatus;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;

/**
 * Writes what viewers say, where they may. In public, the checks of agent and limit and the message itself are one
 * script on the room's slot. A private stream has a slot of its own, so there the checks come first, on the room's:
 * sent along with them, a message that they refuse would stand. Blocks.
 */
@Singleton
final class ChatGate {

    private final Agents agents;
    private final ChatLimit limits;
    private final ChatAuthors authors;
    private final ChatLog log;
    private final ChatSettings settings;

    ChatGate(Agents agents, ChatLimit limits, ChatAuthors authors, ChatLog log, ChatSettings settings) {
        this.agents = agents;
        this.limits = limits;
        this.authors = authors;
        this.log = log;
        this.settings = settings;
    }

    /** Writes and counts the message; refuses with {@link RoomException}, then neither. */
    Said say(ChatPost post) {
        try {
            return agents.inRoom(post.roomId(), agent -> say(post, agent));
        } catch (LimitReached early) {
            throw new RoomException(HttpStatus.TOO_MANY_REQUESTS, "rate_limited", early.pause());
        }
    }

    private Said say(ChatPost post, KnownAgent known) {
        post.checkFor(known.agent());
        Limit limit = new Limit(RoomStreams.encoded(post.session()), settings.limit(), settings.limitWindow());
        ChatMessage message = authors.write(post);
        if (message.isPublic()) {
            log.append(message, known.claim(), limit);
        } else {
            Waiting.join(limits.admit(known.claim(), limit));
            log.append(message);
        }
        return new Said(known.agent(), message);
    }

    /**
     * What was said.
     *
     * @param agent of the room
     */
    record Said(Agent agent, ChatMessage message) {
    }
}
