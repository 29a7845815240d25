package io.roomwire.trading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds a model's records, each once and in the order of their ids: one that is not behind the last changes nothing, so
 * that reading twice does no harm. Safe for any thread.
 */
final class Ledger {

    private static final int MOST_HOLDINGS = 1000;
    private static final int MOST_RUNS = 100;

    private final int mostPoints;

    @GuardedBy("this")
    private final Map<String, Holding> holdings;
    @GuardedBy("this")
    private final Deque<Point> points;
    @GuardedBy("this")
    private final Deque<Run> runs;
    @GuardedBy("this")
    private long last;
    @GuardedBy("this")
    private BigDecimal cash;
    /** The sum over the holdings, kept so that a trade need not add them all up. */
    @GuardedBy("this")
    private BigDecimal stocks;
    @GuardedBy("this")
    private long trades;
    @GuardedBy("this")
    private @Nullable String first;
    @GuardedBy("this")
    private BigDecimal peak;
    @GuardedBy("this")
    private BigDecimal drawdown;
    @GuardedBy("this")
    private long runCount;

    /** Goes on from {@code state}. */
    Ledger(LedgerState state, int mostPoints) {
        this.mostPoints = mostPoints;
        holdings = new TreeMap<>(state.holdings());
        points = new ArrayDeque<>(state.points());
        runs = new ArrayDeque<>(state.runs());
        last = state.last();
        cash = state.cash();
        stocks = state.stocks();
        trades = state.trades();
        first = state.first();
        peak = state.peak();
        drawdown = state.drawdown();
        runCount = state.runCount();
    }

    synchronized LedgerState state() {
        return new LedgerState(last, cash, holdings, trades, first, peak, drawdown, points.stream().toList(), runCount,
                runs.stream().toList());
    }

    synchronized long last() {
        return last;
    }

    /** @param id of the record, growing */
    synchronized void fold(long id, LedgerRecord record) {
        if (id <= last) {
            return;
        }
        last = id;
        switch (record) {
            case Trade trade -> trade(id, trade);
            case RunRecord.Begun begun -> begin(id, begun);
            case RunRecord.Changed changed -> change(changed);
        }
    }

    @GuardedBy("this")
    private void trade(long id, Trade trade) {
        Holding before = holdings.getOrDefault(trade.symbol(), Holding.NONE);
        Holding after = new Holding(before.amount().add(trade.change()), trade.price());
        if (holdings.size() >= MOST_HOLDINGS && !holdings.containsKey(trade.symbol())) {
            return;
        }
        hold(trade.symbol(), after);
        cash = cash.subtract(trade.change().multiply(trade.price()));
        stocks = stocks.subtract(before.value()).add(after.value());
        trades++;
        first = first == null ? trade.time() : first;
        measure();
        keep(points, new Point(id, trade.time(), trade.action(), trade.symbol(), trade.amount(), trade.price(),
                after.amount(), cash, stocks), mostPoints);
        if (isOpen()) {
            runs.addLast(runs.removeLast().traded(cash.add(stocks)));
        }
    }

    @GuardedBy("this")
    private void hold(String symbol, Holding holding) {
        if (holding.amount().signum() == 0) {
            holdings.remove(symbol);
        } else {
            holdings.put(symbol, holding);
        }
    }

    @GuardedBy("this")
    private void measure() {
        BigDecimal total = cash.add(stocks);
        peak = peak.max(total);
        drawdown = drawdown.max(Decimals.ratio(peak.subtract(total), peak));
    }

    /** Whoever begins a run has ended the one before; if its record was lost, it has failed. */
    @GuardedBy("this")
    private void begin(long id, RunRecord.Begun begun) {
        change(new RunRecord.Changed(begun.time(), RunStatus.FAILED, Optional.of("The session was replaced.")));
        keep(runs, Run.begun(id, ++runCount, begun, cash.add(stocks)), MOST_RUNS);
    }

    /** What has ended does not change any more. */
    @GuardedBy("this")
    private void change(RunRecord.Changed changed) {
        if (isOpen()) {
            runs.addLast(runs.removeLast().changed(changed, cash.add(stocks)));
        }
    }

    @GuardedBy("this")
    private boolean isOpen() {
        return !runs.isEmpty() && runs.getLast().status().open();
    }

    private static <T> void keep(Deque<T> queue, T newest, int most) {
        queue.addLast(newest);
        if (queue.size() > most) {
            queue.removeFirst();
        }
    }
}
