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
@Controller("/api/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController {

    private final Agents agents;
    private final ControlGate gate;

    AgentController(Agents agents, ControlGate gate) {
        this.agents = agents;
        this.gate = gate;
    }

    @Get("/available")
    Envelope<List<JsonNode>> available() {
        return Envelope.of(agents.available().stream().map(AgentEntry::json).toList());
    }

    @Get("/registered")
    Envelope<List<JsonNode>> registered() {
        return Envelope.of(agents.available().stream().filter(entry -> entry.registration().isPresent())
                .map(AgentEntry::json).toList());
    }

    @Post("/{id}/register")
    Envelope<JsonNode> register(HttpRequest<?> request, String id, @Nullable @Body JsonNode body) {
        JsonNode object = gate.enter(request, body);
        AgentRefusals.checkId(id);
        return Envelope.of(agents.register(id, AgentManifest.read(object)).json());
    }

    @Post("/{id}/unregister")
    Envelope<JsonNode> unregister(HttpRequest<?> request, String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.unregister(id).json());
    }

    @Post("/{id}/start")
    Envelope<JsonNode> start(HttpRequest<?> request, String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.start(id).json());
    }

    @Post("/{id}/stop")
    Envelope<JsonNode> stop(HttpRequest<?> request, String id, @Nullable @Body JsonNode body) {
        gate.enter(request, body);
        return Envelope.of(agents.stop(id).json());
    }
}
