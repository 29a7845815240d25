package io.roomwire.room;

import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;

/** Plays rooms from inside the node, as agents do over HTTP. Blocks; safe for any thread. */
@Singleton
public final class RoomStage {

    private final Agents agents;
    private final DecisionPublisher decisions;
    private final StateIngest state;
    private final JsonText json;

    RoomStage(Agents agents, DecisionPublisher decisions, StateIngest state, JsonText json) {
        this.agents = agents;
        this.decisions = decisions;
        this.state = state;
        this.json = json;
    }

    /** Registers the agent and starts it, unless it is known: then it stays as it is. */
    public void open(String id, String manifest) {
        if (agents.find(id).isEmpty()) {
            agents.register(id, Optional.of(json.read(manifest)));
            agents.start(id);
        }
    }

    /** Publishes a decision in the form of the ingest route. Nothing happens while the agent is stopped. */
    public void decide(String id, String body) {
        play(id, agent -> decisions.publish(agent, json.read(body)));
    }

    /** Puts state in the form of the ingest route. Nothing happens while the agent is stopped. */
    public void show(String id, String body) {
        play(id, agent -> state.put(agent, StatePart.read(json.read(body))));
    }

    private void play(String id, Consumer<KnownAgent> write) {
        agents.find(id).filter(Agent::running).ifPresent(running -> agents.inRoom(id, agent -> {
            write.accept(agent);
            return agent;
        }));
    }
}
