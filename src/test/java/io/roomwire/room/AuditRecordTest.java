package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditRecordTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final Agent AGENT = new Agent("t_001", "Ann", true, true, JsonNode.createObjectNode(Map.of()));

    @Test
    void worksTheDayOutAnewAndKeepsWhatItDoesNotKnow() {
        AuditRecord entry = read("{\"day_key\":\"1999-01-01\",\"saved_ts_ms\":1767547800000,\"symbol\":\"NVDA\",\"x\":[1]}");
        assertThat(entry.day()).isEqualTo("2026-01-04");
        assertThat(JSON.write(entry.json())).startsWith("""
                {"schema_version":"agent.decision_audit.v1","trader_id":"t_001","day_key":"2026-01-04",\
                "saved_ts_ms":1767547800000,"timestamp":null,"cycle_number":null,"symbol":"NVDA",""").endsWith("\"x\":[1]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "5", "null", "{\"saved_ts_ms\":null}", "{\"saved_ts_ms\":\"1\"}",
        "{\"saved_ts_ms\":1e400}", "{\"saved_ts_ms\":-1}", "{\"saved_ts_ms\":253402300800000}",
        "{\"saved_ts_ms\":1,\"trader_id\":\"t_002\"}", "{\"saved_ts_ms\":1,\"trader_id\":7}",
        "{\"saved_ts_ms\":1,\"symbol\":7}"})
    void refusesWhatIsNoRecordOfThisAgent(String line) {
        assertThatThrownBy(() -> read(line)).isInstanceOf(RoomException.class);
    }

    private static AuditRecord read(String line) {
        return AuditRecord.read(AGENT, ZoneOffset.UTC, JSON.read(line));
    }
}
