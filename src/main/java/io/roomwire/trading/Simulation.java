package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.Random;

/**
 * The course of a session in place of a trading agent: the same seed, request and portfolio give the same steps. Days
 * are made one by one, so that the longest session takes no more memory than the shortest. For one thread.
 */
final class Simulation implements Iterator<Step> {

    private static final String COMPLETED = "Trading session completed";
    private static final int MOST_TRADES = 3;
    private static final double HOLDS = 0.2;
    private static final double BUYS = 0.6;
    private static final int MOST_SHARES = 10;

    private final RunRequest request;
    private final LocalDate firstDay;
    private final LocalDate lastDay;
    private final Random dice;
    private final PaperPortfolio portfolio;
    private final Queue<Step> ready = new ArrayDeque<>();
    private LocalDate day;
    private long trades;
    private boolean completed;

    private Simulation(RunRequest request, LocalDate firstDay, LocalDate lastDay, long seed, LedgerState ledger) {
        this.request = request;
        this.firstDay = firstDay;
        this.lastDay = lastDay;
        this.day = firstDay;
        this.dice = new Random(seed);
        this.portfolio = new PaperPortfolio(ledger, dice);
        ready.add(Step.of("status", message("Starting trading session...")).changing(RunStatus.RUNNING));
    }

    /**
     * The steps behind the first, with which every session begins.
     *
     * @throws IllegalArgumentException with a message for people, when the dates are none
     */
    static Simulation of(RunRequest request, long seed, LedgerState ledger) {
        LocalDate first = date("start_date", request.startDate());
        LocalDate last = date("end_date", request.endDate());
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("end_date " + last + " is before start_date " + first);
        }
        return new Simulation(request, first, last, seed, ledger);
    }

    private static LocalDate date(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(name + " is not a date: " + text, e);
        }
    }

    @Override
    public boolean hasNext() {
        return !completed || !ready.isEmpty();
    }

    @Override
    public Step next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        if (ready.isEmpty() && !day.isAfter(lastDay)) {
            play();
            day = day.plusDays(1);
        } else if (ready.isEmpty()) {
            complete();
        }
        return ready.remove();
    }

    private void play() {
        portfolio.move();
        ready.add(Step.of("session_start", message("Trading session for " + day).put("date", day.toString())));
        ready.add(Step.of("thinking", message("Analyzing the market of " + day + "...").put("step", 1)));
        ready.add(Step.of("tool_use", message("Asking for prices").putList("tools",
                List.of(JsonNode.createStringNode("get_price_local")))));
        ready.add(Step.of("ai_response",
                message(request.baseModel() + " looks at " + portfolio.symbols() + " symbols.")));
        int count = 1 + dice.nextInt(MOST_TRADES);
        for (int i = 0; i < count; i++) {
            ready.add(trade());
        }
        ready.add(Step.of("progress", message("Traded " + day).put("progress", progress())));
        ready.add(Step.of("session_complete", message(COMPLETED).put("date", day.toString())));
    }

    private Step trade() {
        String symbol = portfolio.symbol(dice.nextInt(portfolio.symbols()));
        double choice = dice.nextDouble();
        int wanted = 1 + dice.nextInt(MOST_SHARES);
        boolean buy = choice < HOLDS + BUYS;
        int shares = buy ? portfolio.affordable(symbol, wanted) : portfolio.held(symbol, wanted);
        if (choice < HOLDS || shares == 0) {
            return Step.of("trade", message("AI decided to HOLD positions").put("action", "hold"));
        }
        trades++;
        portfolio.trade(symbol, buy ? shares : -shares);
        String action = buy ? "buy" : "sell";
        String name = action.toUpperCase(Locale.ROOT);
        return Step.of("trade", message("AI executing " + name + " order...").put("action", action)
                .put("symbol", symbol).put("amount", shares).put("price", Decimals.money(portfolio.price(symbol)))
                .put("reasoning", (buy ? "Momentum of " : "Profit taking in ") + symbol));
    }

    private long progress() {
        long all = lastDay.toEpochDay() - firstDay.toEpochDay() + 1;
        return 100 * (day.toEpochDay() - firstDay.toEpochDay() + 1) / all;
    }

    private void complete() {
        completed = true;
        ready.add(Step.of("complete", message(COMPLETED).put("trades", trades)
                .put("final_value", Decimals.money(portfolio.total()))).changing(RunStatus.COMPLETED));
    }

    private static JsonFields message(String text) {
        return new JsonFields().put("message", text);
    }
}
