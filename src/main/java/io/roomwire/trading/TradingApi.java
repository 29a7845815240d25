package io.roomwire.trading;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of trading share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "trading")
@SecurityRequirement(name = "token")
@ApiResponse(responseCode = "401", ref = "TradingUnauthorized")
@ApiResponse(responseCode = "503", ref = "TradingUnavailable")
@interface TradingApi {

    /** A model. */
    @Retention(SOURCE)
    @Parameter(description = "A model's id, a whole number", example = "1")
    @interface Id {
    }

    /** All but the stream is for programs too. */
    @Retention(SOURCE)
    @TradingApi
    @SecurityRequirement(name = "apiKey")
    @interface Keyed {
    }

    /** The route is about one model. */
    @Retention(SOURCE)
    @Invalid
    @ApiResponse(responseCode = "404", ref = "TradingUnknown")
    @interface OfModel {
    }

    /** What is given may be wrong. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "422", ref = "TradingInvalid")
    @interface Invalid {
    }

    /** Changing something. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "403", ref = "TradingForbidden")
    @interface Writing {
    }

    /** Taking in an event. */
    @Retention(SOURCE)
    @Writing
    @OfModel
    @Parameter(name = "Idempotency-Key", ref = "IdempotencyKey")
    @RequestBody(required = true, description = "`type` is any text of 1 to 64 characters, `data` an object; "
            + "a `trade` with `action`, `symbol`, `amount` and `price` counts in the ledger. "
            + "`timestamp` holds if it names its zone",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"type": "trade", "data": {"action": "buy", "symbol": "IBM", "amount": 5, "price": 171.2, \
                            "message": "BUY 5 IBM @ $171.20"}}""")))
    @interface Ingest {
    }

    /** Making a model. */
    @Retention(SOURCE)
    @Writing
    @Invalid
    @RequestBody(required = true, description = "`signature`, `description` and `initial_cash` may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"name\": \"Alpha\", \"initial_cash\": 10000.0}")))
    @ApiResponse(responseCode = "409", ref = "TradingFull")
    @Single
    @interface Create {
    }

    /** A model is the answer. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "The model",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": 1, "user_id": "mia", "name": "Alpha", "signature": "alpha", "description": "Buys dips", \
                    "initial_cash": 10000.0, "created_at": "2026-01-05T10:00:00.123456+00:00", \
                    "updated_at": "2026-01-05T10:00:00.123456+00:00"}""")))
    @interface Single {
    }

    /** Listing models. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "The models, the oldest first",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"models": [{"id": 1, "user_id": "mia", "name": "Alpha", "signature": "alpha", \
                    "description": "Buys dips", "initial_cash": 10000.0, \
                    "created_at": "2026-01-05T10:00:00.123456+00:00", \
                    "updated_at": "2026-01-05T10:00:00.123456+00:00"}], "total_models": 1}""")))
    @interface Listed {
    }

    /** Starting a session. */
    @Retention(SOURCE)
    @Writing
    @OfModel
    @RequestBody(required = true, description = "All three are needed; with dates that are none the session fails",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"base_model": "demo", "start_date": "2026-01-05", "end_date": "2026-01-09"}""")))
    @ApiResponse(responseCode = "200", description = "Since when it goes on; `already_running` if it did before",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"status": "started", "model_id": 1, "started_at": "2026-01-05T10:00:00.123456+00:00"}""")))
    @interface Start {
    }

    /** Stopping a session. */
    @Retention(SOURCE)
    @Writing
    @OfModel
    @ApiResponse(responseCode = "200", description = "With the seconds that it lasted; `not_running` if none went on",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"status": "stopped", "model_id": 1, "duration": 12.345}""")))
    @interface Stop {
    }

    /** Asking for one session. */
    @Retention(SOURCE)
    @OfModel
    @ApiResponse(responseCode = "200", description = "It is `initializing`, `running`, `completed`, `failed` or "
            + "`stopped`; for a model that never had one `not_running`, with `model_id` alone",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"model_id": 1, "user_id": "mia", "signature": "alpha", "basemodel": "demo", \
                    "start_date": "2026-01-05", "end_date": "2026-01-09", \
                    "started_at": "2026-01-05T10:00:00.123456+00:00", "status": "running"}""")))
    @interface Status {
    }

    /** Asking for all sessions. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "Sessions by their model's id",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"running_agents": {"1": {"model_id": 1, "user_id": "mia", "signature": "alpha", \
                    "basemodel": "demo", "start_date": "2026-01-05", "end_date": "2026-01-09", \
                    "started_at": "2026-01-05T10:00:00.123456+00:00", "status": "running"}}, "total_running": 1}""")))
    @interface Statuses {
    }

    /** What a model owns. */
    @Retention(SOURCE)
    @OfModel
    @ApiResponse(responseCode = "200", description = "Before the first trade all is 0, empty or null",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"model_id": 1, "model_name": "Alpha", "date": "2026-01-05", "positions": {"IBM": 5}, \
                    "cash": 9144.0, "stocks_value": 856.0, "total_value": 10000.0}""")))
    @interface Latest {
    }

    /** What a model owned after each trade. */
    @Retention(SOURCE)
    @OfModel
    @ApiResponse(responseCode = "200", description = "A page of trades, with what the model owned after each",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"model_id": 1, "model_name": "Alpha", "positions": [{"id": 1795225458196292, \
                    "date": "2026-01-05", "timestamp": "2026-01-05T10:00:03.500000+00:00", "action": "buy", \
                    "symbol": "IBM", "amount": 5, "price": 171.2, "position": 5, "cash": 9144.0, \
                    "stocks_value": 856.0, "total_value": 10000.0}], "total_records": 1, "page": 1, \
                    "page_size": 50}""")))
    @interface Positions {
    }

    /** How a model did. */
    @Retention(SOURCE)
    @OfModel
    @ApiResponse(responseCode = "200", description = "Before the first trade all is 0, empty or null",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"model_id": 1, "model_name": "Alpha", "start_date": "2026-01-05", "end_date": "2026-01-05", \
                    "metrics": {"initial_value": 10000.0, "final_value": 10000.0, "total_return": 0.0, \
                    "max_drawdown": 0.0, "total_trades": 1}, \
                    "portfolio_values": {"2026-01-05T10:00:03.500000+00:00": 10000.0}}""")))
    @interface Performance {
    }

    /** What a model ran. */
    @Retention(SOURCE)
    @OfModel
    @ApiResponse(responseCode = "200", description = "Those that are kept, and how many there were",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"runs": [{"id": 1795225458196292, "run_number": 1, "status": "completed", \
                    "started_at": "2026-01-05T10:00:00.123456+00:00", \
                    "ended_at": "2026-01-05T10:01:00.123456+00:00", "trades": 7, "final_value": 10120.5}], \
                    "total": 1}""")))
    @interface Runs {
    }

    /** Sums. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "200", description = "Models without a trade count with 0",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"total_models": 1, "active_runs": 0, "total_value": 10120.5, "total_pnl": 120.5}""")))
    @interface Stats {
    }
}
