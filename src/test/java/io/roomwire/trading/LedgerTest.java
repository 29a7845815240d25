package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final BigDecimal CASH = new BigDecimal("10000");
    private static final int POINTS = 50;
    private static final List<String> SYMBOLS = List.of("IBM", "AAPL", "KO");
    private static final RunRequest REQUEST = new RunRequest("gpt", "2026-01-05", "2026-01-06");

    private final Ledger ledger = new Ledger(LedgerState.initial(CASH), POINTS);
    private long id;

    @Test
    void buysAndSellsToTheCent() {
        fold(trade("buy", "IBM", "5", "171.20"));
        fold(trade("buy", "KO", "0.5", "60"));
        fold(trade("sell", "IBM", "2", "180"));
        LedgerState state = ledger.state();
        assertThat(state.cash()).isEqualByComparingTo("9474");
        assertThat(amount(state, "IBM")).isEqualByComparingTo("3");
        assertThat(state.stocks()).isEqualByComparingTo("570");
        assertThat(state.total()).isEqualByComparingTo("10044");
        assertThat(state.trades()).isEqualTo(3);
        assertThat(state.points()).extracting(Point::action).containsExactly("buy", "buy", "sell");
        assertThat(state.points().getLast().held()).isEqualByComparingTo("3");
        assertThat(state.points().getLast().total()).isEqualByComparingTo("10044");
    }

    @Test
    void forgetsWhatIsSoldOutAndKnowsWhatIsOwed() {
        fold(trade("buy", "IBM", "5", "100"));
        fold(trade("sell", "IBM", "5", "90"));
        fold(trade("sell", "KO", "1", "60"));
        LedgerState state = ledger.state();
        assertThat(state.holdings()).containsOnlyKeys("KO");
        assertThat(amount(state, "KO")).isEqualByComparingTo("-1");
        assertThat(state.total()).isEqualByComparingTo("9950");
    }

    @Test
    void valuesByTheLastPriceAlsoOfAHold() {
        fold(trade("buy", "IBM", "10", "100"));
        fold(trade("hold", "IBM", "0", "150"));
        fold(trade("hold", "IBM", "0", "75"));
        LedgerState state = ledger.state();
        assertThat(state.total()).isEqualByComparingTo("9750");
        assertThat(state.peak()).isEqualByComparingTo("10500");
        assertThat(state.drawdown()).isEqualByComparingTo("0.071429");
    }

    @Test
    void countsTradesInTheRunThatIsOpen() {
        fold(trade("buy", "IBM", "1", "100"));
        fold(new RunRecord.Begun(time(), "t1", REQUEST));
        fold(new RunRecord.Changed(time(), RunStatus.RUNNING, Optional.empty()));
        fold(trade("buy", "IBM", "1", "110"));
        assertThat(ledger.state().open().orElseThrow().trades()).isEqualTo(1);
        fold(new RunRecord.Changed(time(), RunStatus.COMPLETED, Optional.empty()));
        fold(trade("buy", "IBM", "1", "120"));
        fold(new RunRecord.Changed(time(), RunStatus.FAILED, Optional.of("too late")));
        Run run = ledger.state().latest().orElseThrow();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.error()).isNull();
        assertThat(run.trades()).isEqualTo(1);
        assertThat(run.value()).isEqualByComparingTo("10010");
        assertThat(ledger.state().open()).isEmpty();
    }

    @Test
    void numbersRunsAndKeepsNoTwoOpen() {
        fold(new RunRecord.Begun(time(), "t1", REQUEST));
        fold(new RunRecord.Begun(time(), "t2", REQUEST));
        assertThat(ledger.state().runs()).extracting(Run::number).containsExactly(1L, 2L);
        assertThat(ledger.state().runs()).extracting(Run::status)
                .containsExactly(RunStatus.FAILED, RunStatus.INITIALIZING);
        assertThat(ledger.state().open().orElseThrow().token()).isEqualTo("t2");
    }

    @Test
    void boundsWhatItKeepsOneByOne() {
        for (int i = 0; i < POINTS + 10; i++) {
            fold(trade("buy", "IBM", "1", "1"));
        }
        assertThat(ledger.state().points()).hasSize(POINTS);
        assertThat(ledger.state().points().getFirst().id()).isEqualTo(11);
        assertThat(ledger.state().trades()).isEqualTo(POINTS + 10);
    }

    @RepeatedTest(20)
    void comesToTheSameHoweverOftenAndInWhateverPartsItIsFolded(RepetitionInfo repetition) {
        Random dice = new Random(repetition.getCurrentRepetition());
        List<LedgerRecord> records = records(dice);
        for (int i = 0; i < records.size(); i++) {
            ledger.fold(i + 1, records.get(i));
        }
        Ledger other = new Ledger(LedgerState.initial(CASH), POINTS);
        int done = 0;
        while (done < records.size()) {
            int from = dice.nextInt(done + 1);
            int to = Math.min(records.size(), done + 1 + dice.nextInt(20));
            for (int i = from; i < to; i++) {
                other.fold(i + 1, records.get(i));
            }
            done = to;
            if (dice.nextBoolean()) {
                other = new Ledger(JSON.read(JSON.write(other.state()), LedgerState.class), POINTS);
            }
        }
        assertThat(JSON.write(report(other))).isEqualTo(JSON.write(report(ledger)));
    }

    @RepeatedTest(10)
    void cashAndHoldingsAddUpToWhatWasTraded(RepetitionInfo repetition) {
        List<LedgerRecord> records = records(new Random(repetition.getCurrentRepetition()));
        records.forEach(this::fold);
        BigDecimal spent = BigDecimal.ZERO;
        BigDecimal shares = BigDecimal.ZERO;
        for (LedgerRecord record : records) {
            if (record instanceof Trade trade) {
                spent = spent.add(trade.change().multiply(trade.price()));
                shares = shares.add(trade.change());
            }
        }
        LedgerState state = ledger.state();
        assertThat(state.cash().add(spent)).isEqualByComparingTo(CASH);
        assertThat(state.holdings().values().stream().map(Holding::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(shares);
        if (!state.points().isEmpty()) {
            assertThat(state.points().getLast().total()).isEqualByComparingTo(state.total());
        }
    }

    private List<LedgerRecord> records(Random dice) {
        List<LedgerRecord> records = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            records.add(switch (dice.nextInt(10)) {
                case 0 -> new RunRecord.Begun(time(), "t" + i, REQUEST);
                case 1 -> new RunRecord.Changed(time(), List.of(RunStatus.values()).get(dice.nextInt(5)),
                        Optional.empty());
                default -> trade(List.of("buy", "sell", "hold").get(dice.nextInt(3)),
                        SYMBOLS.get(dice.nextInt(3)), dice.nextInt(100) + ".25", dice.nextInt(1, 500) + ".01");
            });
        }
        return records;
    }

    private static Object report(Ledger folded) {
        Model model = TestModel.of(1);
        LedgerReport report = new LedgerReport(model, folded.state());
        return List.of(report.latest(), report.positions(1, 500), report.performance(), report.runs());
    }

    private void fold(LedgerRecord record) {
        ledger.fold(++id, record);
    }

    private static BigDecimal amount(LedgerState state, String symbol) {
        return Objects.requireNonNull(state.holdings().get(symbol)).amount();
    }

    private static String time() {
        return "2026-01-05T10:00:03.500000+00:00";
    }

    private static Trade trade(String action, String symbol, String amount, String price) {
        return new Trade(time(), action, symbol, new BigDecimal(amount), new BigDecimal(price));
    }
}
