package io.roomwire.room;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an agent tell its room about a decision. */
@Singleton
final class Narration {

    private static final Logger LOG = LoggerFactory.getLogger(Narration.class);

    private final Agents agents;
    private final NarrationRule rule;
    private final NarrationSpeech speech;
    private final Executor executor;

    Narration(Agents agents, NarrationRule rule, NarrationSpeech speech,
              @Named(TaskExecutors.BLOCKING) Executor executor) {
        this.agents = agents;
        this.rule = rule;
        this.speech = speech;
        this.executor = executor;
    }

    /** Call it after the decision was appended. Returns at once and never throws; the line follows if it may. */
    void after(String roomId, NarrationFacts decision) {
        executor.execute(() -> narrate(roomId, decision));
    }

    private void narrate(String roomId, NarrationFacts decision) {
        try {
            agents.find(roomId).filter(agent -> rule.admits(agent, decision))
                    .ifPresent(agent -> speech.tell(agent, decision));
        } catch (EventLogUnavailable away) {
            LOG.warn("a decision in room {} was not told: {}", roomId, away.getMessage());
        }
    }
}
