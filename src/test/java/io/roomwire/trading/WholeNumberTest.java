package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WholeNumberTest {

    @ParameterizedTest
    @CsvSource({"17,17", "0017,17", "+17,17", "-1,-1", "0,0", "999999999999999,999999999999999", "1000000000000000,0",
            "99999999999999999999999999,0"})
    void readsIdsOfModels(String text, long id) {
        assertThat(WholeNumber.modelId(text)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "1.0", "1e3", "٣", "1 ", "0x1", "--1"})
    void refusesWhatIsNoWholeNumber(String text) {
        assertThatThrownBy(() -> WholeNumber.modelId(text)).isInstanceOf(TradingException.class)
                .hasMessage("Input should be a valid integer, unable to parse string as an integer");
    }

    @Test
    void boundsParameters() {
        assertThat(WholeNumber.parameter("page", null, 7, 9)).isEqualTo(7);
        assertThat(WholeNumber.parameter("page", "9", 7, 9)).isEqualTo(9);
        assertThatThrownBy(() -> WholeNumber.parameter("page", "0", 7, 9))
                .hasMessageContaining("greater than or equal to 1");
        assertThatThrownBy(() -> WholeNumber.parameter("page", "10", 7, 9))
                .hasMessageContaining("less than or equal to 9");
        assertThatThrownBy(() -> WholeNumber.parameter("page", "9".repeat(30), 7, 9))
                .hasMessageContaining("equal to 9");
        assertThatThrownBy(() -> WholeNumber.parameter("page", "x", 7, 9)).isInstanceOf(TradingException.class);
    }
}
