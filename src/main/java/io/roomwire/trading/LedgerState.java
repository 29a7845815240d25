package io.roomwire.trading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a model's ledger comes to.
 *
 * @param last id of the newest record that counts here; 0 for none
 * @param trades in all
 * @param first when the first trade was; null before any
 * @param peak the portfolio's highest value
 * @param drawdown the deepest fall from a peak, as a part of that peak
 * @param points after the newest trades, the oldest first
 * @param runCount runs in all
 * @param runs the newest, the oldest first
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record LedgerState(long last, BigDecimal cash, Map<String, Holding> holdings, long trades, @Nullable String first,
                   BigDecimal peak, BigDecimal drawdown, List<Point> points, long runCount, List<Run> runs) {

    LedgerState {
        holdings = Collections.unmodifiableMap(new TreeMap<>(holdings));
        points = List.copyOf(points);
        runs = List.copyOf(runs);
    }

    static LedgerState initial(BigDecimal cash) {
        return new LedgerState(0, cash, Map.of(), 0, null, cash, BigDecimal.ZERO, List.of(), 0, List.of());
    }

    BigDecimal stocks() {
        return holdings.values().stream().map(Holding::value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    BigDecimal total() {
        return cash.add(stocks());
    }

    /** The run that goes on. */
    Optional<Run> open() {
        return latest().filter(run -> run.status().open());
    }

    Optional<Run> latest() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.getLast());
    }
}
