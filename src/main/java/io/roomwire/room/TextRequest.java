package io.roomwire.room;

import java.util.List;

/**
 * What an agent is to speak about.
 *
 * @param cue for a reply what was said, for a narration the decision in a few words, else the room's latest lines
 * @param urgent whether news are breaking
 * @param avoid keys of lines not to be said again, made by {@link TextNormalizer#key}
 */
record TextRequest(ChatKind kind, String agentName, String cue, boolean urgent, List<String> avoid) {

    TextRequest {
        avoid = List.copyOf(avoid);
    }

    static TextRequest reply(Agent agent, ChatMessage said) {
        return new TextRequest(ChatKind.REPLY, agent.name(), said.text(), false, List.of());
    }

    static TextRequest narration(Agent agent, String decision) {
        return new TextRequest(ChatKind.NARRATION, agent.name(), decision, false, List.of());
    }

    static TextRequest proactive(Agent agent, String latest, boolean urgent, List<String> avoid) {
        return new TextRequest(ChatKind.PROACTIVE, agent.name(), latest, urgent, avoid);
    }
}
