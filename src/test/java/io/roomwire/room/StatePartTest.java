package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatePartTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    @Test
    void takesAnyOfThePartsAndNullToTakeOneAway() {
        Map<StatePart, JsonNode> parts =
                StatePart.read(JSON.read("{\"control_token\":\"x\",\"files\":null,\"positions\":[{\"symbol\":\"A\"}]}"));
        assertThat(parts).containsOnlyKeys(StatePart.FILES, StatePart.POSITIONS);
        assertThat(parts.get(StatePart.FILES)).isEqualTo(JsonNode.nullNode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{}|empty_state", "{\"control_token\":\"x\"}|empty_state",
        "{\"statuses\":{}}|unknown_field", "{\"status\":[]}|invalid_status", "{\"account\":1}|invalid_account",
        "{\"positions\":{}}|invalid_positions", "{\"positions\":[1]}|invalid_positions",
        "{\"news_digest\":{\"titles\":\"a\"}}|invalid_news_digest",
        "{\"news_digest\":{\"titles\":[1]}}|invalid_news_digest"})
    void saysWhatIsWrong(String body, String code) {
        assertThatThrownBy(() -> StatePart.read(JSON.read(body))).isInstanceOf(RoomException.class).hasMessage(code);
    }
}
