package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LedgersTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final Model MODEL = TestModel.of(1);
    private static final TradingSettings SETTINGS = new TradingSettings(Duration.ofSeconds(15), 10, 10_000, 50, 10,
            Duration.ofSeconds(10), Duration.ofMillis(500));

    private final RecordsInMemory records = new RecordsInMemory();
    private final Ledgers node = new Ledgers(records, JSON, SETTINGS, Runnable::run);
    private long id;

    @Test
    void readsOnlyWhatCameSince() {
        trade(20);
        assertThat(node.now(MODEL).trades()).isEqualTo(20);
        assertThat(records.readSince()).isEqualTo(20);
        trade(3);
        assertThat(node.now(MODEL).trades()).isEqualTo(23);
        assertThat(records.readSince()).as("the last one known and the three new ones").isEqualTo(4);
    }

    @Test
    void startsWithNothing() {
        assertThat(node.now(MODEL)).isEqualTo(LedgerState.initial(MODEL.initialCash()));
        trade(1);
        assertThat(node.now(MODEL).trades()).isEqualTo(1);
    }

    @Test
    void readsAsManyPagesAsThereAre() {
        trade(2500);
        assertThat(node.now(MODEL).trades()).isEqualTo(2500);
        assertThat(node.now(MODEL).cash()).isEqualByComparingTo("7500");
    }

    @Test
    void savesInTimeAndGoesOnFromThereOnAnotherNode() {
        trade(150);
        LedgerState here = node.now(MODEL);
        assertThat(records.saves()).isEqualTo(1);
        records.trim(140);
        records.readSince();
        Ledgers other = new Ledgers(records, JSON, SETTINGS, Runnable::run);
        assertThat(JSON.write(other.now(MODEL))).isEqualTo(JSON.write(here));
        assertThat(records.readSince()).isEqualTo(1);
        trade(1);
        assertThat(JSON.write(other.now(MODEL))).isEqualTo(JSON.write(node.now(MODEL)));
    }

    @Test
    void foldsOfItsOwnAccordWhereManyTradeAndNobodyAsks() {
        for (int i = 0; i < 100; i++) {
            trade(1);
            var _ = node.record(MODEL,
                    new Trade("2026-01-05T10:00:00.000000+00:00", "buy", "KO", BigDecimal.ONE, BigDecimal.ONE));
        }
        assertThat(records.saves()).isEqualTo(1);
    }

    @Test
    void foldsAnewWhenTheLastRecordWasLost() {
        trade(20);
        assertThat(node.now(MODEL).trades()).isEqualTo(20);
        records.lose(5);
        assertThat(node.now(MODEL).trades()).isEqualTo(15);
        id += 100;
        trade(1);
        assertThat(node.now(MODEL).trades()).isEqualTo(16);
    }

    @Test
    void foldsFromTheBeginningWhenWhatWasSavedIsOfALostBranch() {
        trade(150);
        node.now(MODEL);
        records.lose(5);
        assertThat(new Ledgers(records, JSON, SETTINGS, Runnable::run).now(MODEL).trades()).isEqualTo(145);
    }

    @Test
    void foldsWhatIsThereWhenTheBeginningWasDropped() {
        trade(50);
        records.trim(10);
        records.forgetSaved();
        assertThat(node.now(MODEL).trades()).isEqualTo(40);
    }

    private void trade(int count) {
        for (int i = 0; i < count; i++) {
            records.add(++id, JSON.write(new Trade("2026-01-05T10:00:00.000000+00:00", "buy", "KO", BigDecimal.ONE,
                    BigDecimal.ONE).json()));
        }
    }
}
