package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import io.roomwire.trading.Trader.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class TradingLedgerIT {

    private static final Map<String, Object> SETTINGS = settings();

    private static Node node;
    private static Node other;

    private Trader mia;
    private long model;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), SETTINGS);
        other = Node.start(TestRedis.uri(), SETTINGS);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    private static Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(Trader.SETTINGS);
        settings.put("roomwire.trading.ledger-records", "1000");
        settings.put("roomwire.trading.points", "20");
        return settings;
    }

    @BeforeEach
    void open() {
        mia = Trader.at(node);
        model = mia.model();
    }

    @Test
    void saysZeroBeforeTheFirstTrade() {
        String head = "{\"model_id\":" + model + ",\"model_name\":\"Alpha\",";
        mia.tell(model, "trade", "{\"action\":\"hold\",\"message\":\"AI decided to HOLD positions\"}");
        assertThat(get("/positions/latest")).isEqualTo(head
                + "\"date\":null,\"positions\":{},\"cash\":0.0,\"stocks_value\":0.0,\"total_value\":0.0}");
        assertThat(get("/positions"))
                .isEqualTo(head + "\"positions\":[],\"total_records\":0,\"page\":1,\"page_size\":50}");
        assertThat(get("/performance"))
                .isEqualTo(head + "\"start_date\":null,\"end_date\":null,\"metrics\":{\"initial_value\":0.0,"
                + "\"final_value\":0.0,\"total_return\":0.0,\"max_drawdown\":0.0,\"total_trades\":0},"
                + "\"portfolio_values\":{}}");
        assertThat(get("/runs")).isEqualTo("{\"runs\":[],\"total\":0}");
        assertThat(mia.get("/api/trading/stats"))
                .isEqualTo(Answer.ok("{\"total_models\":1,\"active_runs\":0,\"total_value\":0.0,\"total_pnl\":0.0}"));
    }

    @Test
    void foldsTradesAlikeOnEveryNode() {
        post("2026-01-05T10:00:00Z", "buy", "IBM", "10", "100");
        mia.at(other.address()).get("/api/models/" + model + "/performance");
        post("2026-01-06T10:00:00Z", "buy", "KO", "0.5", "60");
        post("2026-01-07T10:00:00Z", "sell", "IBM", "4", "50");
        String head = "{\"model_id\":" + model + ",\"model_name\":\"Alpha\",";
        assertThat(get("/positions/latest"))
                .isEqualTo(head + "\"date\":\"2026-01-07\",\"positions\":{\"IBM\":6,\"KO\":0.5},"
                + "\"cash\":9170.0,\"stocks_value\":330.0,\"total_value\":9500.0}");
        assertThat(get("/performance"))
                .isEqualTo(head + "\"start_date\":\"2026-01-05\",\"end_date\":\"2026-01-07\",\"metrics\":{"
                + "\"initial_value\":10000.0,\"final_value\":9500.0,\"total_return\":-0.05,"
                + "\"max_drawdown\":0.05,\"total_trades\":3},"
                + "\"portfolio_values\":{\"2026-01-05T10:00:00.000000+00:00\":10000.0,"
                + "\"2026-01-06T10:00:00.000000+00:00\":10000.0,"
                + "\"2026-01-07T10:00:00.000000+00:00\":9500.0}}");
        assertThat(get("/positions")).matches(".*\"positions\":\\[\\{\"id\":[0-9]{16},\"date\":\"2026-01-07\","
                + "\"timestamp\":\"2026-01-07T10:00:00\\.000000\\+00:00\",\"action\":\"sell\",\"symbol\":\"IBM\""
                + ",\"amount\":4,"
                + "\"price\":50\\.0,\"position\":6,\"cash\":9170\\.0,\"stocks_value\":330\\.0,\"total_value\""
                + ":9500\\.0},.*"
                + "\"total_records\":3,\"page\":1,\"page_size\":50}");
        assertThat(mia.get("/api/trading/stats").body())
                .isEqualTo("{\"total_models\":1,\"active_runs\":0,\"total_value\":9500.0,\"total_pnl\":-500.0}");
        for (String path : List.of("/positions/latest", "/positions", "/performance", "/runs")) {
            assertThat(mia.at(other.address()).get("/api/models/" + model + path).body()).isEqualTo(get(path));
        }
    }

    @Test
    void pagesTheNewestTradesFirst() {
        IntStream.rangeClosed(1, 25).forEach(i -> mia.trade(model, "buy", "IBM", "1", Integer.toString(i)));
        assertThat(prices("?page=1&page_size=3")).containsExactly("25.0", "24.0", "23.0");
        assertThat(prices("?page=7&page_size=3")).containsExactly("7.0", "6.0");
        assertThat(prices("?page=8&page_size=3")).isEmpty();
        assertThat(get("/positions?page=2&page_size=3")).endsWith("\"total_records\":20,\"page\":2,\"page_size\":3}");
    }

    @ParameterizedTest
    @CsvSource({"page=0,greater_than_equal,page", "page=x,int_parsing,page", "page_size=501,less_than_equal,page_size",
            "page_size=-1,greater_than_equal,page_size"})
    void refusesPagesThatCannotBe(String query, String type, String name) {
        Answer answer = mia.get("/api/models/" + model + "/positions?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .startsWith("{\"detail\":[{\"type\":\"" + type + "\",\"loc\":[\"query\",\"" + name + "\"]");
    }

    @Test
    void losesNothingOfWhatRedisDoesNotKeepAnyMore() {
        for (int i = 0; i < 1500; i++) {
            (i % 2 == 0 ? mia : mia.at(other.address())).trade(model, "buy", "IBM", "1", "2");
        }
        assertThat((Long) TestRedis.call("XLEN", "rw:{trading:" + model + "}:ledger")).isLessThan(1200L);
        try (Node fresh = Node.start(TestRedis.uri(), SETTINGS)) {
            String latest = mia.at(fresh.address()).get("/api/models/" + model + "/positions/latest").body();
            assertThat(latest).contains("\"positions\":{\"IBM\":1500},\"cash\":7000.0,");
            assertThat(latest).isEqualTo(get("/positions/latest"));
        }
    }

    private List<String> prices(String query) {
        return Pattern.compile("\"price\":([0-9.]+)").matcher(get("/positions" + query)).results()
                .map(price -> price.group(1)).toList();
    }

    private void post(String time, String action, String symbol, String amount, String price) {
        Answer answer = mia.post("/api/trading/events/" + model, """
                {"type":"trade","timestamp":"%s","data":{"action":"%s","symbol":"%s","amount":%s,"price":%s}}"""
                .formatted(time, action, symbol, amount, price));
        assertThat(answer.status()).isEqualTo(202);
    }

    private String get(String path) {
        Answer answer = mia.get("/api/models/" + model + path);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }
}
