package io.roomwire.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.ApiErrors;
import io.roomwire.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Agents: programs that serve dongles. */
@ConsoleApi
@Controller("/api/v1/agents")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentController extends ConsoleErrors {

    private final ConsoleAccess access;
    private final AgentDesk desk;
    private final AgentPulse pulse;
    private final ConsoleSettings settings;

    AgentController(ConsoleAccess access, AgentDesk desk, AgentPulse pulse, ConsoleSettings settings,
                    ApiErrors errors) {
        super(errors);
        this.access = access;
        this.desk = desk;
        this.pulse = pulse;
        this.settings = settings;
    }

    /** Registers an agent of the user. The answer is the only time that its token is shown. */
    @ConsoleApi.Register
    @Post("/register")
    JsonNode register(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        AgentDesk.Registered agent = desk.register(access.user(request), Bodies.object(body));
        return new JsonFields().put("agent_id", agent.id()).put("agent_token", agent.token())
                .put("ws_url", settings.address().orElseGet(() -> address(request))).object();
    }

    private static String address(HttpRequest<?> request) {
        String host = request.getHeaders().findFirst(HttpHeaders.HOST).orElse("localhost");
        return (request.isSecure() ? "wss://" : "ws://") + host + "/ws/agent";
    }

    /** Tells that the agent is there. */
    @ConsoleApi.Beat
    @Post("/heartbeat")
    JsonNode heartbeat(HttpRequest<?> request) {
        pulse.beat(access.agent(request).id());
        return new JsonFields().put("ok", true).object();
    }

    /** Tells which dongles the agent serves. Of one that is not the agent's to tell of, nothing is changed. */
    @ConsoleApi.Report
    @Post("/devices/report")
    JsonNode report(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Agent agent = access.agent(request);
        return new JsonFields().putList("devices", desk.report(agent, Bodies.object(body)).stream()
                .map(Dongle::reported).toList()).object();
    }
}
