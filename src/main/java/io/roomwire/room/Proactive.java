package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an agent speak of its own accord when it is time, on one node of the cluster. Blocks, never throws. */
@Singleton
final class Proactive {

    private static final Logger LOG = LoggerFactory.getLogger(Proactive.class);

    /** Beyond the text's own time: for a few calls of Redis. */
    private static final Duration SPARE = Duration.ofSeconds(2);

    private final Agents agents;
    private final ProactiveCadence cadence;
    private final Claims claims;
    private final ProactiveSpeech speech;
    private final Duration validity;

    Proactive(Agents agents, ProactiveCadence cadence, Claims claims, ProactiveSpeech speech,
              TextSettings texts) {
        this.agents = agents;
        this.cadence = cadence;
        this.claims = claims;
        this.speech = speech;
        this.validity = texts.timeout().plus(SPARE);
    }

    /** Says something in the room if its agent is running and was quiet for the cadence. */
    void consider(String roomId) {
        try {
            agents.find(roomId).filter(agent -> agent.registered() && agent.running()).ifPresent(this::consider);
        } catch (EventLogUnavailable | ClaimLost | RoomException notNow) {
            LOG.debug("nothing said in room {}: {}", roomId, notNow.getMessage());
        }
    }

    private void consider(Agent agent) {
        StreamKey room = RoomStreams.room(agent.id());
        if (cadence.due(room).isPresent()) {
            Optional<Claim> claim = Waiting.join(claims.take(room, "proactive", validity));
            claim.ifPresent(ours -> speak(agent, ours));
        }
    }

    /** Asks again: another node may have spoken just before its claim ran out. */
    private void speak(Agent agent, Claim claim) {
        cadence.due(claim.stream()).ifPresent(reason -> speech.speak(agent, reason, claim));
    }
}
