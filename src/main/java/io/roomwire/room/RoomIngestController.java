package io.roomwire.room;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.json.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes in what a room's agent decides and what it puts for its packets. */
@RoomApi
@Controller("/api/rooms/{roomId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomIngestController {

    private final ControlGate gate;
    private final Agents agents;
    private final DecisionPublisher decisions;
    private final StateIngest state;

    RoomIngestController(ControlGate gate, Agents agents, DecisionPublisher decisions, StateIngest state) {
        this.gate = gate;
        this.agents = agents;
        this.decisions = decisions;
        this.state = state;
    }

    /** Publishes a decision: to the room, the decision log and the audit. */
    @RoomApi.Decide
    @Post("/decisions")
    Envelope<JsonNode> publish(HttpRequest<?> request, @RoomApi.Id String roomId, @Nullable @Body JsonNode body) {
        JsonNode fields = gate.enter(request, body);
        return Envelope.of(agents.inRoom(roomId, agent -> decisions.publish(agent, fields)));
    }

    /** Puts parts of what the room's packets show. */
    @RoomApi.PutState
    @Put("/state")
    Envelope<JsonNode> put(HttpRequest<?> request, @RoomApi.Id String roomId, @Nullable @Body JsonNode body) {
        JsonNode fields = gate.enter(request, body);
        return Envelope.of(agents.inRoom(roomId, agent -> put(agent, StatePart.read(fields))));
    }

    private JsonNode put(KnownAgent agent, Map<StatePart, JsonNode> parts) {
        state.put(agent, parts);
        return new JsonFields().put("room_id", agent.agent().id()).putList("updated",
                parts.keySet().stream().map(StatePart::wireName).map(JsonNode::createStringNode).toList()).object();
    }
}
