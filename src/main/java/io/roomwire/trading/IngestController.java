package io.roomwire.trading;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.Once;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes in events of models. */
@TradingApi.Keyed
@Controller("/api/trading/events/{modelId}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class IngestController extends TradingErrors {

    static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private final TradingAccess access;
    private final Models models;
    private final TradingAppends appends;
    private final Hub hub;
    private final TradingInput input;

    IngestController(TradingAccess access, Models models, TradingAppends appends, Hub hub, TradingInput input) {
        this.access = access;
        this.models = models;
        this.appends = appends;
        this.hub = hub;
        this.input = input;
    }

    /** Takes in an event of a model. Answers 202 when it is kept and published. */
    @TradingApi.Ingest
    @ApiResponse(responseCode = "202", ref = "TradingAccepted")
    @Post
    HttpResponse<JsonNode> take(HttpRequest<?> request, @TradingApi.Id String modelId,
                                @Schema(implementation = Object.class) @Nullable @Body String body) {
        Caller caller = access.caller(request);
        long id = WholeNumber.modelId(modelId);
        Optional<Once> once = once(request, body);
        TradingEvent event = input.event(body);
        return models.write(caller, id, model -> {
            Append append = appends.of(caller, model, event);
            return accepted(model, Waiting.join(hub.append(once.map(append::once).orElse(append))));
        });
    }

    private static Optional<Once> once(HttpRequest<?> request, @Nullable String body) {
        return request.getHeaders().findFirst(IDEMPOTENCY_KEY).map(key -> {
            if (!key.matches("[!-~]{1,255}")) {
                throw TradingException.invalid(List.of(new Violation("string_pattern_mismatch",
                        List.of("header", IDEMPOTENCY_KEY), "Input should be 1 to 255 visible ASCII characters",
                        JsonNode.createStringNode(key))));
            }
            return new Once(key, ByteBuffer.wrap(String.valueOf(body).getBytes(UTF_8)));
        });
    }

    private static HttpResponse<JsonNode> accepted(Model model, Appended appended) {
        return HttpResponse.accepted().body(new JsonFields().put("status", "accepted").put("model_id", model.id())
                .put("id", appended.id().value()).put("duplicate", appended.duplicate()).object());
    }
}
