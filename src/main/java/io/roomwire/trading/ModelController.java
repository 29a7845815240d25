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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models: made, listed and looked up by their owners. */
@TradingApi.Keyed
@Controller("/api/models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController extends TradingErrors {

    private final TradingAccess access;
    private final Models models;
    private final TradingWatchers watchers;
    private final JsonText json;

    ModelController(TradingAccess access, Models models, TradingWatchers watchers, JsonText json) {
        this.access = access;
        this.models = models;
        this.watchers = watchers;
        this.json = json;
    }

    /** The caller's own models. */
    @TradingApi.Listed
    @Get
    JsonNode list(HttpRequest<?> request) {
        List<Model> own = models.of(access.caller(request));
        return new JsonFields().putList("models", own.stream().map(Model::json).toList())
                .put("total_models", own.size()).object();
    }

    /** Makes a model of the caller's. */
    @TradingApi.Create
    @Post
    JsonNode create(HttpRequest<?> request, @Schema(implementation = Object.class) @Nullable @Body String body) {
        Caller caller = access.caller(request);
        Model model = models.create(caller, ModelForm.read(BodyForm.of(body, json)));
        watchers.lookAgain(model);
        return model.json();
    }

    /** A model. */
    @TradingApi.OfModel
    @TradingApi.Single
    @Get("/{modelId}")
    JsonNode get(HttpRequest<?> request, @TradingApi.Id String modelId) {
        Caller caller = access.caller(request);
        return models.find(caller, WholeNumber.modelId(modelId)).json();
    }
}
