package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedisVersionTest {

    @ParameterizedTest
    @CsvSource({"7.0.15,true", "7.0.0,true", "8.2.1,true", "10.0.0,true", "6.2.14,false", "5.0.7,false"})
    void takesSevenAndNewer(String version, boolean supported) {
        RedisVersion read = RedisVersion.parse("# Server\r\nredis_version:" + version + "\r\nredis_mode:standalone\r\n");
        assertThat(read.text()).isEqualTo(version);
        assertThat(read.isSupported()).isEqualTo(supported);
    }

    @Test
    void takesValkeyByTheRedisThatItIsCompatibleWith() {
        assertThat(RedisVersion.parse("redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.1\r\n").isSupported())
                .isTrue();
    }

    @Test
    void refusesWhatDoesNotSay() {
        RedisVersion silent = RedisVersion.parse("# Server\r\nmy_redis_version:7.0.0\r\n");
        assertThat(silent.isSupported()).isFalse();
        assertThat(silent.refusal()).contains("unknown").contains("7.0 or newer");
    }
}
