package io.roomwire.room;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.Optional;

/** The audit of an agent's decisions. */
@RoomApi
@Controller("/api/agents/{agentId}/decision-audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {

    private final Agents agents;
    private final AuditReader audit;

    AuditController(Agents agents, AuditReader audit) {
        this.agents = agents;
        this.audit = audit;
    }

    /**
     * The records saved last, the newest first, across days.
     *
     * @param limit 1 to 500, 50 unless given
     */
    @RoomApi.Unknown
    @Get("/latest")
    Envelope<JsonNode> latest(@RoomApi.Id String agentId, @Nullable @QueryValue String limit) {
        Agent agent = agents.registered(agentId);
        List<JsonNode> records = audit.latest(RoomStreams.room(agent.id()), QueryNumber.clamped(limit, 50, 1, 500));
        return Envelope.of(answer(agent, new JsonFields(), records));
    }

    /**
     * The records of one day, the oldest first.
     *
     * @param dayKey the day in the agent's market, as yyyy-mm-dd
     * @param limit 1 to 5000, 2000 unless given
     */
    @RoomApi.Invalid
    @RoomApi.Unknown
    @Get("/day")
    Envelope<JsonNode> day(@RoomApi.Id String agentId,
                           @RoomApi.Day @QueryValue("day_key") Optional<String> dayKey,
                           @Nullable @QueryValue String limit) {
        Agent agent = agents.registered(agentId);
        String day = dayKey.filter(SavedTime::isDayKey).orElseThrow(() -> RoomException.badRequest("invalid_day_key"));
        List<JsonNode> records =
                audit.day(RoomStreams.room(agent.id()), day, QueryNumber.clamped(limit, 2000, 1, 5000));
        return Envelope.of(answer(agent, new JsonFields().put("day_key", day), records));
    }

    private static JsonNode answer(Agent agent, JsonFields fields, List<JsonNode> records) {
        return new JsonFields().put("trader_id", agent.id()).putAll(fields.object()).put("count", records.size())
                .putList("records", records).object();
    }
}
