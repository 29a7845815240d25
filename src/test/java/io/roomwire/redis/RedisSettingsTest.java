package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RedisSettingsTest {

    @Test
    void neverShowsAPassword() {
        assertThat(new RedisSettings("redis://node:hunter2@10.0.0.5:6380/2")).asString()
                .contains("10.0.0.5").doesNotContain("hunter2").doesNotContain("node");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis://127.0.0.1", "redis://127.0.0.1:6379", "rediss://example.org",
            "redis-sentinel://a:26379,b:26379/0#main"})
    void takesWhatLettuceTakes(String uri) {
        assertThat(new RedisSettings(uri).uri()).isEqualTo(uri);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:6379", "http://127.0.0.1", "redis://", "redis", "red is://x"})
    void refusesWhatIsNoAddress(String uri) {
        assertThatThrownBy(() -> new RedisSettings(uri)).isInstanceOf(IllegalArgumentException.class);
    }
}
