package io.roomwire.trading;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Error;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.IdempotencyMismatch;
import java.util.List;

/** What the trading system's controllers answer when they refuse. */
abstract sealed class TradingErrors
        permits IngestController, LedgerController, ModelController, SessionController, StreamController {

    @Error
    HttpResponse<?> refused(TradingException refusal) {
        return refusal.answer();
    }

    @Error
    HttpResponse<?> mismatch(IdempotencyMismatch refusal) {
        return TradingException.invalid(List.of(new Violation("idempotency_mismatch",
                List.of("header", IngestController.IDEMPOTENCY_KEY), String.valueOf(refusal.getMessage()),
                BodyForm.NOTHING))).answer();
    }

    @Error
    HttpResponse<?> unavailable(EventLogUnavailable away) {
        return TradingException.unavailable().answer();
    }
}
