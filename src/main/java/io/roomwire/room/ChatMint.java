package io.roomwire.room;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Makes messages and session ids. Safe for any thread. */
@Singleton
final class ChatMint {

    private static final int TAIL = 6;
    private static final int RADIX = 36;

    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random unpredictable: session ids are secrets */
    ChatMint(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** {@code usr_sess_} and 16 hexadecimal digits. */
    String session() {
        return "usr_sess_%016x".formatted(random.nextLong());
    }

    /** @param shownSession the session id in private, its alias in public */
    ChatMessage user(ChatPost post, String shownSession, String nickname) {
        long now = clock.millis();
        return new ChatMessage(id("msg_", now), post.roomId(), shownSession, ChatSender.USER, nickname,
                post.visibility(), post.type(), post.text(), now, null, null, null, null);
    }

    /** An answer that goes where {@code said} went. */
    ChatMessage reply(Agent agent, ChatMessage said, String text) {
        long now = clock.millis();
        return new ChatMessage(id("msg_agent_", now), said.roomId(), said.userSessionId(), ChatSender.AGENT,
                agent.name(), said.visibility(), said.messageType(), text, now, ChatKind.REPLY, null, null, null);
    }

    /** Something for everybody in the agent's room. */
    ChatMessage broadcast(Agent agent, ChatKind kind, String text, @Nullable Generation how) {
        long now = clock.millis();
        return new ChatMessage(id("msg_agent_", now), agent.id(), ChatMessage.BROADCAST, ChatSender.AGENT,
                agent.name(), ChatVisibility.PUBLIC, ChatType.PUBLIC_PLAIN, text, now, kind,
                how == null ? null : how.source(), how == null ? null : how.reason(), how == null ? null : how.tone());
    }

    private String id(String prefix, long now) {
        StringBuilder id = new StringBuilder(prefix).append(now).append('_');
        random.ints(TAIL, 0, RADIX).forEach(digit -> id.append(Character.forDigit(digit, RADIX)));
        return id.toString();
    }

    /** How a proactive line came about. */
    record Generation(String source, String reason, String tone) {
    }
}
