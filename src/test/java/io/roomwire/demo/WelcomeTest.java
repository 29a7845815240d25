package io.roomwire.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class WelcomeTest {

    @Test
    void namesWhatToTry() {
        assertThat(new Welcome(8080, "redis://127.0.0.1:40001", Optional.empty()).text()).contains(
                "http://localhost:8080 ", "redis-cli -p 40001\n",
                "REDIS_URI=redis://127.0.0.1:40001 MICRONAUT_SERVER_PORT=8081 mvn compile exec:exec",
                "curl -N http://localhost:8080/api/rooms/t_001/events");
    }

    @Test
    void namesAnotherRedisByItsAddress() {
        assertThat(new Welcome(8080, "redis://10.0.0.5", Optional.empty()).text())
                .contains("redis-cli -u redis://10.0.0.5\n");
    }

    @Test
    void passesTheSecretOfThisRunOnToASecondNode() {
        assertThat(new Welcome(8080, "redis://10.0.0.5", Optional.of("abc")).text())
                .contains("REDIS_URI=redis://10.0.0.5 ROOMWIRE_JWT_SECRET=abc MICRONAUT_SERVER_PORT=8081 mvn");
    }
}
