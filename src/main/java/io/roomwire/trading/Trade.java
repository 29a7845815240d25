package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * A trade that counts.
 *
 * @param action {@code buy}, {@code sell} or {@code hold}
 * @param price of one
 */
record Trade(String time, String action, String symbol, BigDecimal amount, BigDecimal price) implements LedgerRecord {

    static final String KIND = "trade";
    static final String TYPE = "trade";
    private static final String ACTIONS = "buy|sell|hold";
    private static final int LONGEST_SYMBOL = 32;

    /** What the event tells of a trade; empty where it lacks symbol, amount or price, or one of them cannot be. */
    static Optional<Trade> of(TradingEvent event) {
        JsonNode data = event.data();
        String action = JsonFields.text(data, "action").orElse("").toLowerCase(Locale.ROOT);
        String symbol = JsonFields.text(data, "symbol").orElse("");
        if (!event.type().equals(TYPE) || !action.matches(ACTIONS) || symbol.isEmpty()
                || symbol.length() > LONGEST_SYMBOL) {
            return Optional.empty();
        }
        return number(data, "amount").flatMap(amount -> number(data, "price")
                .map(price -> new Trade(event.timestamp(), action, symbol, amount, price)));
    }

    private static Optional<BigDecimal> number(JsonNode data, String name) {
        return JsonFields.given(data, name).flatMap(Decimals::read);
    }

    /** By how much the position grows. */
    BigDecimal change() {
        return switch (action) {
            case "buy" -> amount;
            case "sell" -> amount.negate();
            default -> BigDecimal.ZERO;
        };
    }

    @Override
    public JsonNode json() {
        return new JsonFields().put("kind", KIND).put("time", time).put("action", action).put("symbol", symbol)
                .put("amount", amount.toPlainString()).put("price", price.toPlainString()).object();
    }

    static Trade parse(JsonNode kept) {
        return new Trade(LedgerRecord.text(kept, "time"), LedgerRecord.text(kept, "action"),
                LedgerRecord.text(kept, "symbol"), new BigDecimal(LedgerRecord.text(kept, "amount")),
                new BigDecimal(LedgerRecord.text(kept, "price")));
    }
}
