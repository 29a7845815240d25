package io.roomwire.room;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.inject.Named;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.reactivestreams.Publisher;

/**
 * Brings in existing audit logs. The body is collected on the event loop: whoever waits for another thread first lets
 * it pile up in a buffer that is bounded for ordinary bodies.
 */
@RoomApi
@Controller("/api/agents/{agentId}/decision-audit")
final class AuditImportController {

    private final Agents agents;
    private final AuditImport imports;
    private final ControlGate gate;
    private final Executor blocking;

    AuditImportController(Agents agents, AuditImport imports, ControlGate gate,
                          @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.agents = agents;
        this.imports = imports;
        this.gate = gate;
        this.blocking = blocking;
    }

    /** Brings in existing audit records, all or none; a refusal tells the line. */
    @RoomApi.ImportAudit
    @Post
    @Consumes("application/x-ndjson")
    CompletionStage<Envelope<JsonNode>> bringIn(HttpRequest<?> request, @RoomApi.Id String agentId,
                                                @Schema(implementation = String.class) @Body Publisher<byte[]> lines) {
        gate.enter(request, null);
        return WholeBody.of(lines).thenApplyAsync(text -> bringIn(agentId, text), blocking);
    }

    private Envelope<JsonNode> bringIn(String agentId, String lines) {
        int count = agents.inAudit(agentId, agent -> imports.run(agent, lines));
        return Envelope.of(new JsonFields().put("trader_id", agentId).put("count", count).object());
    }

    @Error
    HttpResponse<?> refuse(InvalidLine refusal) {
        JsonNode body = new JsonFields().put("success", false).put("error", refusal.code())
                .put("line", refusal.line()).object();
        return HttpResponse.badRequest(body);
    }
}
