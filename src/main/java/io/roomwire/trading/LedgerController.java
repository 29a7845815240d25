package io.roomwire.trading;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What models own, how they did and what they ran. */
@TradingApi.Keyed
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LedgerController extends TradingErrors {

    private static final int PAGE_SIZE = 50;
    private static final int LARGEST_PAGE = 500;

    private final TradingAccess access;
    private final Models models;
    private final Ledgers ledgers;

    LedgerController(TradingAccess access, Models models, Ledgers ledgers) {
        this.access = access;
        this.models = models;
        this.ledgers = ledgers;
    }

    /** What a model owns now. */
    @TradingApi.Latest
    @Get("/models/{modelId}/positions/latest")
    JsonNode latest(HttpRequest<?> request, @TradingApi.Id String modelId) {
        return report(request, modelId).latest();
    }

    /**
     * What a model owned after each trade, the newest first.
     *
     * @param page from 1 on, 1 unless given
     * @param pageSize 1 to 500, 50 unless given
     */
    @TradingApi.Positions
    @Get("/models/{modelId}/positions")
    JsonNode positions(HttpRequest<?> request, @TradingApi.Id String modelId,
                       @Nullable @QueryValue String page,
                       @Nullable @QueryValue("page_size") String pageSize) {
        Caller caller = access.caller(request);
        long id = WholeNumber.modelId(modelId);
        int number = WholeNumber.parameter("page", page, 1, Integer.MAX_VALUE);
        int size = WholeNumber.parameter("page_size", pageSize, PAGE_SIZE, LARGEST_PAGE);
        return report(caller, id).positions(number, size);
    }

    /** How a model did. */
    @TradingApi.Performance
    @Get("/models/{modelId}/performance")
    JsonNode performance(HttpRequest<?> request, @TradingApi.Id String modelId) {
        return report(request, modelId).performance();
    }

    /** What a model ran, the newest first. */
    @TradingApi.Runs
    @Get("/models/{modelId}/runs")
    JsonNode runs(HttpRequest<?> request, @TradingApi.Id String modelId) {
        return report(request, modelId).runs();
    }

    /** Sums over the caller's own models. */
    @TradingApi.Stats
    @Get("/trading/stats")
    JsonNode stats(HttpRequest<?> request) {
        List<Model> own = models.of(access.caller(request));
        return LedgerReport.stats(own, ledgers.now(own));
    }

    private LedgerReport report(HttpRequest<?> request, String modelId) {
        Caller caller = access.caller(request);
        return report(caller, WholeNumber.modelId(modelId));
    }

    private LedgerReport report(Caller caller, long id) {
        Model model = models.find(caller, id);
        return new LedgerReport(model, ledgers.now(model));
    }
}
