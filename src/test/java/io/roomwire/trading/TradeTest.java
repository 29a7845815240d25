package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TradeTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final String TIME = "2026-01-05T10:00:03.500000+00:00";

    @Test
    void countsWithSymbolAmountAndPrice() {
        Trade trade = trade("trade", "{\"action\":\"BUY\",\"symbol\":\"IBM\",\"amount\":5,\"price\":171.2}")
                .orElseThrow();
        assertThat(trade.action()).isEqualTo("buy");
        assertThat(trade.time()).isEqualTo(TIME);
        assertThat(trade.amount()).isEqualByComparingTo("5");
        assertThat(trade.price()).isEqualByComparingTo("171.2");
        assertThat(trade.change()).isEqualByComparingTo("5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":5}",
            "{\"action\":\"hold\"}",
            "{\"action\":\"short\",\"symbol\":\"IBM\",\"amount\":5,\"price\":1}",
            "{\"action\":\"buy\",\"symbol\":\"\",\"amount\":5,\"price\":1}",
            "{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":\"5\",\"price\":1}",
            "{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":-5,\"price\":1}",
            "{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":1e300,\"price\":1}",
            "{\"action\":\"buy\",\"symbol\":\"ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFG\",\"amount\":5,\"price\":1}"})
    void doesNotCountOtherwise(String data) {
        assertThat(trade("trade", data)).isEmpty();
    }

    @Test
    void countsUnderItsOwnTypeOnly() {
        assertThat(trade("order", "{\"action\":\"buy\",\"symbol\":\"IBM\",\"amount\":5,\"price\":1}")).isEmpty();
    }

    @Test
    void comesBackFromItsRecordAsItWas() {
        Trade trade = trade("trade", "{\"action\":\"sell\",\"symbol\":\"ü\\\"\",\"amount\":0.1,\"price\":1e-8}")
                .orElseThrow();
        LedgerRecord back = LedgerRecord.parse(JSON.read(JSON.write(trade.json()))).orElseThrow();
        assertThat(back).isEqualTo(trade);
        assertThat(trade.change()).isEqualByComparingTo("-0.1");
    }

    @Test
    void runsComeBackFromTheirRecordsToo() {
        RunRequest request = new RunRequest("gpt", "2026-01-05", "2026-01-06");
        for (LedgerRecord record : new LedgerRecord[] {new RunRecord.Begun(TIME, "token", request),
                new RunRecord.Changed(TIME, RunStatus.FAILED, Optional.of("why")),
                new RunRecord.Changed(TIME, RunStatus.RUNNING, Optional.empty())}) {
            assertThat(LedgerRecord.parse(JSON.read(JSON.write(record.json())))).contains(record);
        }
        assertThat(LedgerRecord.parse(JSON.read("{\"kind\":\"of a newer node\"}"))).isEmpty();
    }

    private static Optional<Trade> trade(String type, String data) {
        return Trade.of(new TradingEvent(type, TIME, JSON.read(data)));
    }
}
