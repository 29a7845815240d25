package io.roomwire.room;

import jakarta.inject.Singleton;
import java.util.random.RandomGenerator;

/** Whether an agent answers a message. Safe for any thread. */
@Singleton
final class ReplyRule {

    private final RandomGenerator random;
    private final ReplySettings chances;

    ReplyRule(RandomGenerator random, ReplySettings chances) {
        this.random = random;
        this.chances = chances;
    }

    /** Always when the agent is spoken to, else by chance, more often to a question. */
    boolean answers(ChatMessage said) {
        return said.messageType().addressesAgent() || random.nextDouble() < chances.any()
                || random.nextDouble() < second(said.text());
    }

    private double second(String text) {
        return ChatText.looksLikeQuestion(text) ? chances.question() : chances.plain();
    }
}
