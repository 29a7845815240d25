package io.roomwire.room;

import jakarta.inject.Singleton;

/** Whether an agent tells about a decision: once each, and not too often, in the whole cluster. Blocks. */
@Singleton
final class NarrationRule {

    private final ChatPacing pacing;
    private final NarrationSettings settings;

    NarrationRule(ChatPacing pacing, NarrationSettings settings) {
        this.pacing = pacing;
        this.settings = settings;
    }

    /** Uses the permission up. */
    boolean admits(Agent agent, NarrationFacts decision) {
        return agent.registered() && agent.running() && pacing.admitNarration(RoomStreams.room(agent.id()),
                decision.identity(), settings.gapFor(agent, decision.hold()));
    }
}
