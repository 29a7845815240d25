package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatHandleTest {

    @ParameterizedTest
    @CsvSource({"Nova, nova", "Nova Prime 2, nova_prime_2", "'  --Nova!! (Prime)  ', nova_prime", "___, agent",
        "交易员, agent", "Écho 7, cho_7"})
    void isMadeOfTheAgentsName(String name, String handle) {
        assertThat(ChatHandle.of(name)).isEqualTo(handle);
    }
}
