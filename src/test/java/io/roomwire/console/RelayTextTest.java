package io.roomwire.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.serde.ObjectMapper;
import io.roomwire.console.RelayLog.Stored;
import io.roomwire.json.JsonText;
import org.junit.jupiter.api.Test;

final class RelayTextTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());

    @Test
    void aMessageNamesItsWayAndCarriesTheFrameAsItIs() {
        RelayText text = new RelayText(JSON, new RelayLane("g1", RelayDirection.B_TO_A));
        assertThat(text.of(new Stored(42, new RelayFrame("d1", "d\"2", "{\"dlc\": 2,\"data_hex\":\"be ef\"}"))))
                .isEqualTo("{\"type\":\"can_frame\",\"group_id\":\"g1\",\"dongle_id\":\"d1\","
                        + "\"target_dongle_id\":\"d\\\"2\",\"direction\":\"b_to_a\",\"seq\":42,"
                        + "\"frame\":{\"dlc\": 2,\"data_hex\":\"be ef\"}}");
    }
}
