package io.roomwire.trading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions: how they are, their start and their stop. */
@TradingApi.Keyed
@Controller("/api/trading")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController extends TradingErrors {

    private final TradingAccess access;
    private final Models models;
    private final Ledgers ledgers;
    private final Sessions sessions;
    private final JsonText json;

    SessionController(TradingAccess access, Models models, Ledgers ledgers, Sessions sessions, JsonText json) {
        this.access = access;
        this.models = models;
        this.ledgers = ledgers;
        this.sessions = sessions;
        this.json = json;
    }

    /** How a model's newest session is. */
    @TradingApi.Status
    @Get("/status/{modelId}")
    JsonNode status(HttpRequest<?> request, @TradingApi.Id String modelId) {
        Model model = model(request, modelId);
        return ledgers.now(model).latest().map(run -> status(model, run)).orElseGet(() -> notRunning(model));
    }

    /** The caller's own models whose sessions go on. */
    @TradingApi.Statuses
    @Get("/status")
    JsonNode all(HttpRequest<?> request) {
        List<Model> own = models.of(access.caller(request));
        List<LedgerState> states = ledgers.now(own);
        JsonFields running = new JsonFields();
        int total = 0;
        for (int i = 0; i < own.size(); i++) {
            Optional<Run> open = states.get(i).open();
            if (open.isPresent()) {
                running.put(Long.toString(own.get(i).id()), status(own.get(i), open.get()));
                total++;
            }
        }
        return new JsonFields().put("running_agents", running.object()).put("total_running", total).object();
    }

    /** Starts a session of a model, unless one goes on. */
    @TradingApi.Start
    @Post("/start/{modelId}")
    JsonNode start(HttpRequest<?> request, @TradingApi.Id String modelId,
                   @Schema(implementation = Object.class) @Nullable @Body String body) {
        Caller caller = access.caller(request);
        long id = WholeNumber.modelId(modelId);
        RunRequest wanted = RunRequest.read(BodyForm.of(body, json));
        Model model = models.find(caller, id);
        Sessions.Started started = sessions.start(model, wanted);
        return new JsonFields().put("status", started.fresh() ? "started" : "already_running")
                .put("model_id", model.id()).put("started_at", started.time()).object();
    }

    /** Stops a model's session, on whichever node it is played. */
    @TradingApi.Stop
    @Post("/stop/{modelId}")
    JsonNode stop(HttpRequest<?> request, @TradingApi.Id String modelId) {
        Model model = model(request, modelId);
        Sessions.Stopped stopped = sessions.stop(model);
        return stopped.run().map(run -> stopped(model, run, stopped.time())).orElseGet(() -> notRunning(model));
    }

    private static JsonNode stopped(Model model, Run run, String time) {
        Duration duration = Duration.between(OffsetDateTime.parse(run.startedAt()), OffsetDateTime.parse(time));
        return new JsonFields().put("status", RunStatus.STOPPED.word()).put("model_id", model.id())
                .put("duration", JsonNode.createNumberNode(duration.toMillis() / 1000.0)).object();
    }

    private Model model(HttpRequest<?> request, String modelId) {
        Caller caller = access.caller(request);
        return models.find(caller, WholeNumber.modelId(modelId));
    }

    private static JsonNode notRunning(Model model) {
        return new JsonFields().put("status", "not_running").put("model_id", model.id()).object();
    }

    private static JsonNode status(Model model, Run run) {
        JsonFields fields = new JsonFields().put("model_id", model.id()).put("user_id", model.owner())
                .put("signature", model.signature()).put("basemodel", run.baseModel())
                .put("start_date", run.startDate()).put("end_date", run.endDate())
                .put("started_at", run.startedAt()).put("status", run.status().word());
        Optional.ofNullable(run.endedAt())
                .ifPresent(time -> fields.put(run.status() == RunStatus.STOPPED ? "stopped_at" : "completed_at", time));
        Optional.ofNullable(run.error()).ifPresent(error -> fields.put("error", error));
        return fields.object();
    }
}
