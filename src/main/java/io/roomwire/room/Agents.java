package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The registry of agents; every node answers alike. Blocks; fails with {@link io.roomwire.hub.EventLogUnavailable};
 * safe for any thread.
 */
@Singleton
final class Agents {

    private final AgentBook book;
    private final JsonText json;
    private final Clock clock;
    private final AgentMemory memory;

    Agents(AgentBook book, JsonText json, Clock clock) {
        this.book = book;
        this.json = json;
        this.clock = clock;
        this.memory = new AgentMemory(book, json);
    }

    /** The agent of that id, registered or only known; empty for any text that is no agent's id. */
    Optional<Agent> find(String id) {
        if (!AgentRefusals.isId(id)) {
            return Optional.empty();
        }
        return memory.read(id).map(KnownAgent::agent);
    }

    /** The agent whose room it is: one for each registered agent. */
    Agent ofRoom(String roomId) {
        return find(roomId).filter(Agent::registered).orElseThrow(() -> RoomException.notFound("room_not_found"));
    }

    /** The agent whose audit this is. */
    Agent registered(String id) {
        return find(id).filter(Agent::registered).orElseThrow(() -> RoomException.notFound("agent_not_registered"));
    }

    /**
     * Writes into the room of a registered agent without asking first who it is: see {@link AgentMemory#write}.
     *
     * @param write under the agent's claim, so that it writes nothing once the agent is another
     */
    <T> T inRoom(String roomId, Function<KnownAgent, T> write) {
        return write(roomId, "room_not_found", write);
    }

    /** Like {@link #inRoom}, for the audit of a registered agent. */
    <T> T inAudit(String id, Function<KnownAgent, T> write) {
        return write(id, "agent_not_registered", write);
    }

    private <T> T write(String id, String refusal, Function<KnownAgent, T> write) {
        if (!AgentRefusals.isId(id)) {
            throw RoomException.notFound(refusal);
        }
        return memory.write(id, known -> write.apply(known.filter(agent -> agent.agent().registered())
                .orElseThrow(() -> RoomException.notFound(refusal))));
    }

    /** All known agents by id. */
    List<AgentEntry> available() {
        return Waiting.join(book.all()).entrySet().stream()
                .map(entry -> AgentEntry.parse(entry.getKey(), json.read(entry.getValue())))
                .sorted(Comparator.comparing(AgentEntry::id)).toList();
    }

    /** @param manifest replaces the known one; empty for an agent that is known */
    AgentEntry register(String id, Optional<JsonNode> manifest) {
        Instant now = now();
        return change(id, known -> manifest.or(() -> known.map(AgentEntry::manifest))
                .map(latest -> new AgentEntry(id, latest, known.flatMap(AgentEntry::registration)))
                .orElseThrow(AgentRefusals::unknown).registered(now));
    }

    AgentEntry unregister(String id) {
        return changeRegistered(id, AgentEntry::unregistered);
    }

    AgentEntry start(String id) {
        Instant now = now();
        return changeRegistered(id, entry -> entry.changed(registration -> registration.started(now)));
    }

    AgentEntry stop(String id) {
        Instant now = now();
        return changeRegistered(id, entry -> entry.changed(registration -> registration.stopped(now)));
    }

    private AgentEntry changeRegistered(String id, UnaryOperator<AgentEntry> change) {
        return change(id, known -> known.filter(entry -> entry.registration().isPresent()).map(change)
                .orElseThrow(AgentRefusals::notRegistered));
    }

    /** Another node may change the same agent meanwhile; then both changes take place, one after the other. */
    private AgentEntry change(String id, Function<Optional<AgentEntry>, AgentEntry> change) {
        AgentRefusals.checkId(id);
        return memory.write(id, known -> {
            AgentEntry changed = change.apply(known.map(KnownAgent::entry));
            if (!Waiting.join(book.replace(id, known.map(KnownAgent::text), json.write(changed.stored())))) {
                throw new ClaimLost();
            }
            memory.forget(id);
            return changed;
        });
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
