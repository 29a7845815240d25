package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;

/** Publishes decisions: read, written, told. Blocks; safe for any thread. */
@Singleton
final class DecisionPublisher {

    private final DecisionIntake intake;
    private final DecisionIngest ingest;
    private final Narration narration;

    DecisionPublisher(DecisionIntake intake, DecisionIngest ingest, Narration narration) {
        this.intake = intake;
        this.ingest = ingest;
        this.narration = narration;
    }

    /**
     * Returns once the decision is in the log, the audit and the room.
     *
     * @throws RoomException {@code invalid_<field>}
     * @throws io.roomwire.hub.ClaimLost when the agent is another by now, and nothing was written
     */
    JsonNode publish(KnownAgent known, JsonNode body) {
        Agent agent = known.agent();
        PublishedDecision decision = intake.read(agent, body);
        long id = ingest.write(known, decision).id().value();
        narration.after(agent.id(), decision.facts());
        return new JsonFields().put("room_id", agent.id()).put("event_id", id).put("day_key", decision.day())
                .put("decision", decision.decision()).put("decision_meta", decision.meta()).object();
    }
}
