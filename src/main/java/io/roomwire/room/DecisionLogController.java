package io.roomwire.room;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;

/** Shows decisions. */
@RoomApi
@Controller("/api/decisions")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DecisionLogController {

    private final Agents agents;
    private final DecisionLog log;

    DecisionLogController(Agents agents, DecisionLog log) {
        this.agents = agents;
        this.log = log;
    }

    /**
     * The newest decisions of an agent, the newest first.
     *
     * @param limit 1 to 100, 5 unless given
     */
    @RoomApi.Invalid
    @RoomApi.Unknown
    @Get("/latest")
    Envelope<List<JsonNode>> latest(@RoomApi.Id @Nullable @QueryValue("trader_id") String traderId,
                                    @Nullable @QueryValue String limit) {
        if (traderId == null || traderId.isBlank()) {
            throw RoomException.badRequest("invalid_trader_id");
        }
        Agent agent = agents.registered(traderId);
        return Envelope.of(log.latest(RoomStreams.room(agent.id()), QueryNumber.clamped(limit, 5, 1, 100)).stream()
                .map(DecisionLog::decision).toList());
    }
}
