package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.roomwire.testkit.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FrameTest {

    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"416,0x1A0", "'\"0x1a0\"',0x1a0", "'\"1A0\"',0x1A0"})
    void writesIdsInHexadecimal(String given, String shown) {
        assertThat(parse("'can_id':" + given).canId()).isEqualTo(shown);
    }

    @Test
    void passesDataOnAsItWasGiven() {
        assertThat(parse("'can_id':1,'data_hex':'02 10 03 00'").dataHex()).isEqualTo("02 10 03 00");
        assertThat(parse("'can_id':1,'data_hex':'beef'").dlc()).isEqualTo(2);
    }

    @Test
    void fillsInWhatIsMissing() {
        Frame frame = parse("'can_id':1");
        assertThat(frame).isEqualTo(new Frame("0x1", false, 0, "", frame.bus(), frame.direction(),
                "2026-01-05T10:00:00.000Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'dlc':1", "'can_id':true", "'can_id':'0x'", "'can_id':2048", "'can_id':'xyz'",
            "'can_id':536870912,'is_extended':true", "'can_id':1,'data_hex':'abc'", "'can_id':1,'data_hex':'zz'",
            "'can_id':1,'dlc':65", "'can_id':-1"})
    void refusesWhatIsNoFrame(String fields) {
        assertThatThrownBy(() -> parse(fields)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Frame parse(String fields) {
        return Frame.parse(Json.parse('{' + fields.replace('\'', '"') + '}'), NOW);
    }
}
