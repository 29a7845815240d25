package io.roomwire.trading;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Cash, shares and prices in a simulation. For one thread. */
final class PaperPortfolio {

    private static final List<String> SYMBOLS = List.of("AAPL", "AMZN", "GOOGL", "IBM", "META", "MSFT", "NVDA", "TSLA");
    private static final int LOWEST_CENTS = 50_00;
    private static final int HIGHEST_CENTS = 500_00;
    private static final double DAILY_SPREAD = 0.02;

    private final Random dice;
    private final Map<String, BigDecimal> prices = new TreeMap<>();
    private final Map<String, Holding> holdings;
    private BigDecimal cash;

    /** Goes on with what the ledger has; what it holds keeps its price, all else is given one. */
    PaperPortfolio(LedgerState ledger, Random dice) {
        this.dice = dice;
        this.cash = ledger.cash();
        this.holdings = new TreeMap<>(ledger.holdings());
        for (String symbol : SYMBOLS) {
            BigDecimal drawn = BigDecimal.valueOf(dice.nextInt(LOWEST_CENTS, HIGHEST_CENTS), 2);
            prices.put(symbol, holdings.containsKey(symbol) ? holding(symbol).price() : drawn);
        }
    }

    int symbols() {
        return SYMBOLS.size();
    }

    String symbol(int index) {
        return SYMBOLS.get(index);
    }

    BigDecimal price(String symbol) {
        return prices.getOrDefault(symbol, BigDecimal.ZERO);
    }

    /** A day passes. */
    void move() {
        prices.replaceAll((symbol, price) -> price
                .multiply(BigDecimal.valueOf(1 + DAILY_SPREAD * dice.nextGaussian()))
                .setScale(2, RoundingMode.HALF_EVEN).max(BigDecimal.ONE));
    }

    /** As many of {@code wanted} as there is cash for. */
    int affordable(String symbol, int wanted) {
        BigDecimal most = cash.max(BigDecimal.ZERO).divide(price(symbol), 0, RoundingMode.DOWN);
        return most.min(BigDecimal.valueOf(wanted)).intValue();
    }

    /** As many of {@code wanted} as there are. */
    int held(String symbol, int wanted) {
        BigDecimal most = holding(symbol).amount().max(BigDecimal.ZERO).setScale(0, RoundingMode.DOWN);
        return most.min(BigDecimal.valueOf(wanted)).intValue();
    }

    /** @param shares negative to sell */
    void trade(String symbol, int shares) {
        BigDecimal count = BigDecimal.valueOf(shares);
        cash = cash.subtract(count.multiply(price(symbol)));
        holdings.put(symbol, new Holding(holding(symbol).amount().add(count), price(symbol)));
    }

    /** As the ledger counts it: each symbol by its last trade. */
    BigDecimal total() {
        return holdings.values().stream().map(Holding::value).reduce(cash, BigDecimal::add);
    }

    private Holding holding(String symbol) {
        return holdings.getOrDefault(symbol, Holding.NONE);
    }
}
