package io.roomwire.trading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * How things stood right after a trade.
 *
 * @param id of the trade's record
 * @param held what the model then had of the symbol
 * @param stocks what all that it had was worth
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Point(long id, String time, String action, String symbol, BigDecimal amount, BigDecimal price, BigDecimal held,
             BigDecimal cash, BigDecimal stocks) {

    BigDecimal total() {
        return cash.add(stocks);
    }
}
