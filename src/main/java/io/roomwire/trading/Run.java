package io.roomwire.trading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * One run of a model.
 *
 * @param id of the ledger's record with which it began
 * @param number from 1 on
 * @param token of the claim under which it began
 * @param endedAt null while it is open
 * @param error null unless it failed
 * @param trades during the run
 * @param value of the portfolio at its end, or now
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Run(long id, long number, String token, String baseModel, String startDate, String endDate, String startedAt,
           RunStatus status, @Nullable String endedAt, @Nullable String error, long trades, BigDecimal value) {

    static Run begun(long id, long number, RunRecord.Begun record, BigDecimal value) {
        return new Run(id, number, record.token(), record.request().baseModel(), record.request().startDate(),
                record.request().endDate(), record.time(), RunStatus.INITIALIZING, null, null, 0, value);
    }

    Run changed(RunRecord.Changed record, BigDecimal now) {
        boolean open = record.status().open();
        return new Run(id, number, token, baseModel, startDate, endDate, startedAt, record.status(),
                open ? null : record.time(), record.error().orElse(null), trades, now);
    }

    Run traded(BigDecimal now) {
        return new Run(id, number, token, baseModel, startDate, endDate, startedAt, status, endedAt, error, trades + 1,
                now);
    }
}
