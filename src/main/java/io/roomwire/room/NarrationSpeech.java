package io.roomwire.room;

import jakarta.inject.Singleton;

/** Tells a decision in an agent's words. Blocks as long as its text takes. */
@Singleton
final class NarrationSpeech {

    private final AgentVoice voice;
    private final ChatMint mint;
    private final ChatLog log;

    NarrationSpeech(AgentVoice voice, ChatMint mint, ChatLog log) {
        this.voice = voice;
        this.mint = mint;
        this.log = log;
    }

    void tell(Agent agent, NarrationFacts decision) {
        voice.say(TextRequest.narration(agent, decision.headline()))
                .map(text -> mint.broadcast(agent, ChatKind.NARRATION, text, null)).ifPresent(log::append);
    }
}
