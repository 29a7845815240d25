package io.roomwire.trading;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;

/**
 * What a model has of one symbol.
 *
 * @param amount negative when more was sold than bought
 * @param price of the symbol's last trade
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Holding(BigDecimal amount, BigDecimal price) {

    static final Holding NONE = new Holding(BigDecimal.ZERO, BigDecimal.ZERO);

    BigDecimal value() {
        return amount.multiply(price);
    }
}
