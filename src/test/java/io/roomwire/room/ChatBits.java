package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Agents, messages and dice for the tests of the chat. */
final class ChatBits {

    static final Agent NOVA = agent(true, "balanced");

    private ChatBits() {
    }

    static Agent agent(boolean running, String riskProfile) {
        return new Agent("t_001", "Nova Prime", true, running,
                JsonNode.createObjectNode(Map.of("risk_profile", JsonNode.createStringNode(riskProfile))));
    }

    static ChatMessage said(ChatType type, String text) {
        return new ChatMessage("msg_1_aaaaaa", "t_001", "usr_1", ChatSender.USER, "Mia", type.visibility(), type, text,
                1, null, null, null, null);
    }

    /** A generator whose doubles are these, one after the other; asking for more fails. */
    static RandomGenerator draws(Double... draws) {
        Deque<Double> left = new ArrayDeque<>(Arrays.asList(draws));
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new IllegalStateException("no whole numbers here");
            }

            @Override
            public double nextDouble() {
                return left.removeFirst();
            }
        };
    }

    static AgentText texts(String... lines) {
        return new FixedText(new ArrayDeque<>(List.of(lines)));
    }
}
