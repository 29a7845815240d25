package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Amounts, prices and money, as JSON has them and, for exact sums, as decimals. */
final class Decimals {

    static final BigDecimal LARGEST = BigDecimal.TEN.pow(12);
    private static final int DECIMALS = 8;
    private static final int RATIO_DECIMALS = 6;

    private Decimals() {
    }

    /** What a double holds of the number, rounded to 8 decimals; empty for anything but 0 to 10^12. */
    static Optional<BigDecimal> read(JsonNode node) {
        // By the double first: the exact form of a large exponent has more digits than a node has memory.
        if (!node.isNumber() || !(node.getDoubleValue() >= 0 && node.getDoubleValue() <= LARGEST.doubleValue())) {
            return Optional.empty();
        }
        return Optional.of(plain(BigDecimal.valueOf(node.getDoubleValue()).setScale(DECIMALS, RoundingMode.HALF_EVEN)));
    }

    /** A whole number stays whole: {@code 5}. */
    static JsonNode amount(BigDecimal value) {
        return JsonNode.createNumberNode(plain(value));
    }

    /** With one decimal at least: {@code 10000.0}. */
    static JsonNode money(BigDecimal value) {
        BigDecimal plain = plain(value);
        return JsonNode.createNumberNode(plain.scale() < 1 ? plain.setScale(1, RoundingMode.UNNECESSARY) : plain);
    }

    /** {@code part / whole} with 6 decimals; 0 for a whole of 0. */
    static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO
                : plain(part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0, RoundingMode.UNNECESSARY) : stripped;
    }
}
