package io.roomwire.room;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** The registry of agents. */
@RoomApi
@Controller("/api/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController {

    private final Agents agents;
    private final ControlGate gate;

    AgentController(Agents agents, ControlGate gate) {
        this.agents = agents;
        this.gate = gate;
    }

    /** All agents that are known. */
    @Get("/available")
    Envelope<List<JsonNode>> available() {
        return Envelope.of(agents.available().stream().map(AgentEntry::json).toList());
    }

    /** The agents that have a room now. */
    @Get("/registered")
    Envelope<List<JsonNode>> registered() {
        return Envelope.of(agents.available().stream().filter(entry -> entry.registration().isPresent())
                .map(AgentEntry::json).toList());
    }

    /** Registers an agent, which opens its room, or gives it another manifest. */
    @RoomApi.Register
    @Post("/{id}/register")
    Envelope<JsonNode> register(HttpRequest<?> request, @RoomApi.Id String id, @Nullable @Body JsonNode body) {
        JsonNode object = gate.enter(request, body);
        AgentRefusals.checkId(id);
        return Envelope.of(agents.register(id, AgentManifest.read(object)).json());
    }

    /** Takes an agent out of the registry, which closes its room. */
    @RoomApi.Change
    @Post("/{id}/unregister")
    Envelope<JsonNode> unregister(HttpRequest<?> request, @RoomApi.Id String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.unregister(id).json());
    }

    /** Lets a registered agent run: only then it speaks. */
    @RoomApi.Change
    @Post("/{id}/start")
    Envelope<JsonNode> start(HttpRequest<?> request, @RoomApi.Id String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.start(id).json());
    }

    /** Halts a registered agent. */
    @RoomApi.Change
    @Post("/{id}/stop")
    Envelope<JsonNode> stop(HttpRequest<?> request, @RoomApi.Id String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.stop(id).json());
    }
}
