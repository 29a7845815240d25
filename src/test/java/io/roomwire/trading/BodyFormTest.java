package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as FastAPI takes and refuses them. */
final class BodyFormTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    @Test
    void readsWhatIsAskedFor() {
        BodyForm body = form("{\"name\":\"a\",\"note\":null,\"data\":{\"n\":1},\"cash\":12.5,\"more\":[]}");
        assertThat(body.text("name", 1, 3)).isEqualTo("a");
        assertThat(body.optionalText("note", 1, 3)).isEmpty();
        assertThat(body.optionalText("absent", 1, 3)).isEmpty();
        assertThat(JSON.write(body.object("data"))).isEqualTo("{\"n\":1}");
        assertThat(body.money("cash", BigDecimal.ONE)).isEqualByComparingTo("12.5");
        assertThat(body.money("absent", BigDecimal.TEN)).isEqualTo(BigDecimal.TEN);
        body.check();
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        BodyForm body = form("{\"b\":1,\"c\":\"\",\"d\":[],\"e\":\"x\"}");
        body.text("a", 1, 3);
        body.text("b", 1, 3);
        body.text("c", 1, 3);
        body.object("d");
        body.money("e", BigDecimal.ONE);
        assertThatThrownBy(body::check).isInstanceOf(TradingException.class);
        assertThat(answer(body)).startsWith("{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\",\"a\"],"
                        + "\"msg\":\"Field required\",\"input\":{\"b\":1,")
                .contains("{\"type\":\"string_type\",\"loc\":[\"body\",\"b\"],\"msg\":\"Input should be a valid "
                + "string\",\"input\":1}")
                .contains("\"type\":\"string_too_short\",\"loc\":[\"body\",\"c\"]")
                .contains("\"type\":\"dict_type\",\"loc\":[\"body\",\"d\"]")
                .contains("\"type\":\"float_type\",\"loc\":[\"body\",\"e\"]").endsWith("]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value =
            {"[1]|model_attributes_type", "\"a\"|model_attributes_type", "1|model_attributes_type",
            "{|json_invalid", "nonsense|json_invalid", "null|model_attributes_type", "' '|missing"})
    void refusesWhatIsNoObject(String text, String type) {
        assertThatThrownBy(() -> form(text)).isInstanceOfSatisfying(TradingException.class, refusal ->
                assertThat(JSON.write(Objects.requireNonNull(refusal.answer().body()))).startsWith(
                        "{\"detail\":[{\"type\":\"" + type + "\",\"loc\":[\"body\"],"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "")
    void refusesNoBodyAtAll(String text) {
        assertThatThrownBy(() -> BodyForm.of(text, JSON)).hasMessage("Field required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1e13", "1e999", "true", "\"5\"", "{}"})
    void refusesMoneyThatCannotBe(String number) {
        BodyForm body = form("{\"cash\":" + number + "}");
        body.money("cash", BigDecimal.ONE);
        assertThatThrownBy(body::check).isInstanceOf(TradingException.class);
    }

    private static BodyForm form(String text) {
        return BodyForm.of(text, JSON);
    }

    private static String answer(BodyForm body) {
        try {
            body.check();
            return "";
        } catch (TradingException refusal) {
            return JSON.write(Objects.requireNonNull(refusal.answer().body()));
        }
    }
}
