package io.roomwire.room;

import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a room's agent answer. Blocks as long as its text takes. */
@Singleton
final class ChatReplies {

    private static final Logger LOG = LoggerFactory.getLogger(ChatReplies.class);

    private final ReplyRule rule;
    private final AgentVoice voice;
    private final ChatMint mint;
    private final ChatLog log;

    ChatReplies(ReplyRule rule, AgentVoice voice, ChatMint mint, ChatLog log) {
        this.rule = rule;
        this.voice = voice;
        this.mint = mint;
        this.log = log;
    }

    /** The answer, already written to where {@code said} went; empty when there is none. */
    Optional<ChatMessage> to(Agent agent, ChatMessage said) {
        if (!agent.running() || !rule.answers(said)) {
            return Optional.empty();
        }
        return voice.reply(TextRequest.reply(agent, said), said.senderName(), said.messageType().addressesAgent())
                .map(text -> mint.reply(agent, said, text)).flatMap(this::written);
    }

    /** What was said stands, so a lost answer is no failure of the request. */
    private Optional<ChatMessage> written(ChatMessage reply) {
        try {
            log.append(reply);
            return Optional.of(reply);
        } catch (EventLogUnavailable away) {
            LOG.warn("an answer in room {} was not written: {}", reply.roomId(), away.getMessage());
            return Optional.empty();
        }
    }
}
