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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Models: made, listed and looked up by their owners. */
@Controller("/api/models")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ModelController extends TradingErrors {

    private final TradingAccess access;
    private final Models models;
    private final JsonText json;

    ModelController(TradingAccess access, Models models, JsonText json) {
        this.access = access;
        this.models = models;
        this.json = json;
    }

    @Get
    JsonNode list(HttpRequest<?> request) {
        List<Model> own = models.of(access.caller(request));
        return new JsonFields().putList("models", own.stream().map(Model::json).toList())
                .put("total_models", own.size()).object();
    }

    @Post
    JsonNode create(HttpRequest<?> request, @Nullable @Body String body) {
        Caller caller = access.caller(request);
        return models.create(caller, ModelForm.read(BodyForm.of(body, json))).json();
    }

    @Get("/{modelId}")
    JsonNode get(HttpRequest<?> request, String modelId) {
        Caller caller = access.caller(request);
        return models.find(caller, WholeNumber.modelId(modelId)).json();
    }
}
