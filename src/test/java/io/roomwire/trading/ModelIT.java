package io.roomwire.trading;

import static io.roomwire.trading.Trader.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import io.roomwire.trading.Trader.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class ModelIT {

    private static final String NOBODY = "Authentication required. This needs a valid token or an API key: ";

    private static Node node;
    private static Node other;

    private Trader mia;

    @BeforeAll
    static void start() {
        node = Node.start(TestRedis.uri(), Trader.SETTINGS);
        Map<String, Object> few = new HashMap<>(Trader.SETTINGS);
        few.put("roomwire.trading.models", "3");
        other = Node.start(TestRedis.uri(), few);
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void open() {
        mia = Trader.at(node);
    }

    @Test
    void makesAModelAndShowsItOnEveryNode() {
        Answer made = mia.post("/api/models", "{\"name\":\"My Model 2\",\"unknown\":1}");
        long id = Json.at(made.body(), "id").getLongValue();
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.body()).matches("\\{\"id\":" + id + ",\"user_id\":\"" + mia.subject()
                + "\",\"name\":\"My Model 2\","
                + "\"signature\":\"my-model-2\",\"description\":null,\"initial_cash\":10000\\.0,"
                + "\"created_at\":\"(20[0-9T:.-]{24}\\+00:00)\",\"updated_at\":\"\\1\"}");
        Trader there = mia.at(other.address());
        assertThat(there.get("/api/models/" + id)).isEqualTo(made);
        assertThat(there.get("/api/models").body())
                .isEqualTo("{\"models\":[" + made.body() + "],\"total_models\":1}");
    }

    @Test
    void takesAllThatAModelMayBeGiven() {
        Answer made = mia.post("/api/models",
                "{\"name\":\"ü\",\"signature\":\"s1\",\"description\":\"d\",\"initial_cash\":2500.5}");
        assertThat(made.body()).contains("\"name\":\"ü\",\"signature\":\"s1\",\"description\":\"d\","
                + "\"initial_cash\":2500.5,");
    }

    @Test
    void givesGrowingNumbersThatNobodyElseGets() {
        List<Long> ids = IntStream.range(0, 20).parallel().mapToObj(i -> (i % 2 == 0 ? mia : Trader.at(node)).model())
                .toList();
        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id > 0);
        List<Long> own = IntStream.range(0, 3).mapToObj(i -> mia.model()).toList();
        assertThat(own).isSorted();
    }

    @Test
    void listsNothingForWhoHasNothing() {
        assertThat(mia.get("/api/models")).isEqualTo(Answer.ok("{\"models\":[],\"total_models\":0}"));
    }

    @Test
    void hidesModelsOfOthersAsIfTheyWereNotThere() {
        long id = mia.model();
        Trader eve = Trader.at(node);
        for (String path : List.of("/api/models/" + id, "/api/models/" + id + "/positions/latest",
                "/api/models/" + id + "/positions", "/api/models/" + id + "/performance", "/api/models/" + id + "/runs",
                "/api/trading/status/" + id, "/api/models/0", "/api/models/-1", "/api/models/999999999999999",
                "/api/models/99999999999999999999")) {
            assertThat(eve.get(path)).as(path).isEqualTo(refusal(404, "Model not found"));
        }
        assertThat(eve.post("/api/trading/start/" + id,
                "{\"base_model\":\"m\",\"start_date\":\"a\",\"end_date\":\"b\"}"))
                .isEqualTo(refusal(404, "Model not found"));
        assertThat(eve.post("/api/trading/stop/" + id, "")).isEqualTo(refusal(404, "Model not found"));
        assertThat(eve.post("/api/trading/events/" + id, "{\"type\":\"t\",\"data\":{}}"))
                .isEqualTo(refusal(404, "Model not found"));
        assertThat(eve.get("/api/models").body()).doesNotContain("Alpha");
    }

    @Test
    void boundsTheModelsOfOneUser() {
        Trader there = mia.at(other.address());
        IntStream.range(0, 3).forEach(i -> there.model());
        assertThat(there.post("/api/models", "{\"name\":\"x\"}"))
                .isEqualTo(refusal(409, "There are 3 models already."));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value =
            {"{}|missing|name", "{\"name\":1}|string_type|name", "{\"name\":null}|string_type|name",
            "{\"name\":\"\"}|string_too_short|name", "{\"name\":\"a\",\"initial_cash\":\"x\"}|float_type|initial_cash",
            "{\"name\":\"a\",\"initial_cash\":-1}|finite_number|initial_cash"})
    void refusesModelsThatCannotBe(String body, String type, String field) {
        Answer answer = mia.post("/api/models", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body())
                .startsWith("{\"detail\":[{\"type\":\"" + type + "\",\"loc\":[\"body\",\"" + field + "\"],\"msg\":\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "", "\"x\""})
    void refusesBodiesThatAreNoObject(String body) {
        Answer answer = mia.post("/api/models", body);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).startsWith("{\"detail\":[{\"type\":\"").contains("\"loc\":[\"body\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/models/abc", "/api/models/1.5/runs", "/api/models/%20/positions",
            "/api/trading/status/x"})
    void refusesIdsThatAreNoNumbers(String path) {
        Answer answer = mia.get(path);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).startsWith("{\"detail\":[{\"type\":\"int_parsing\",\"loc\":[\"path\",\"model_id\"],"
                + "\"msg\":\"Input should be a valid integer, unable to parse string as an integer\",\"input\":\"");
    }

    @Test
    void asksForCredentialsBeforeAnythingElse() {
        for (String path : List.of("/api/models", "/api/models/abc", "/api/trading/status", "/api/trading/stats",
                "/api/models/1/runs")) {
            assertThat(mia.ask("GET", path, "")).as(path).isEqualTo(refusal(401, NOBODY + "a token is missing."));
        }
        assertThat(mia.ask("POST", "/api/models", "{")).isEqualTo(refusal(401, NOBODY + "a token is missing."));
        assertThat(mia.ask("GET", "/api/models?token=" + mia.token(), "").status()).isEqualTo(401);
        assertThat(mia.ask("GET", "/api/models", "", "X-API-Key", "wrong").status()).isEqualTo(401);
    }

    @Test
    void demandsTheAudienceAndAnEmail() {
        String other = Jwt.of("mia", Map.of("aud", "elsewhere", "email", "mia@example.org"));
        assertThat(bearer(other)).isEqualTo(refusal(401, NOBODY + "the token's aud is not authenticated."));
        assertThat(bearer(Jwt.of("mia", Map.of("aud", "authenticated"))))
                .isEqualTo(refusal(401, NOBODY + "the token has no email."));
        assertThat(bearer(Jwt.of("mia", Map.of("email", "mia@example.org"))).status()).isEqualTo(401);
        assertThat(bearer(mia.token() + "x").status()).isEqualTo(401);
    }

    @Test
    void takesACookieOnlyFromAPageOfTheSite() {
        String cookie = "dashboard_session=" + mia.token();
        assertThat(mia.ask("GET", "/api/models", "", "Cookie", cookie).status()).isEqualTo(200);
        assertThat(mia.ask("POST", "/api/models", "{\"name\":\"a\"}", "Cookie", cookie, "Origin",
                node.address().toString()).status()).isEqualTo(200);
        assertThat(mia.ask("POST", "/api/models", "{\"name\":\"a\"}", "Cookie", cookie))
                .isEqualTo(refusal(403, "a cookie counts only from a page of this site"));
    }

    @Test
    void letsAnApiKeyHaveModelsOfItsOwnAndUseThoseOfOthers() {
        long id = mia.model();
        Answer made = mia.ask("POST", "/api/models", "{\"name\":\"Agent's\"}", "X-API-Key", Trader.API_KEY);
        assertThat(made.body()).contains("\"user_id\":\"apikey_ingest-a\"");
        assertThat(mia.ask("GET", "/api/models/" + id, "", "X-API-Key", Trader.API_KEY).status()).isEqualTo(200);
        assertThat(mia.ask("GET", "/api/models", "", "X-API-Key", Trader.API_KEY).body())
                .contains("Agent's").doesNotContain("\"id\":" + id + ",");
    }

    private Answer bearer(String token) {
        return mia.ask("GET", "/api/models", "", "Authorization", "Bearer " + token);
    }
}
