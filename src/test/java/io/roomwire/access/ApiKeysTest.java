package io.roomwire.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ApiKeysTest {

    /** What {@code printf s3cret | sha256sum} prints. */
    private static final String HASH = "1ec1c26b50d5d3c58d9583181af8076655fe00756bf7285940ba3670f99fcba0";

    private final ApiKeys keys = new ApiKeys(Map.of("feeder", HASH, "other", "00".repeat(32)));

    @Test
    void knowsWhoseKeyItIs() {
        assertThat(keys.of(HttpRequest.GET("/").header("X-API-Key", "s3cret"))).contains("feeder");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret ", "S3CRET", HASH})
    void knowsNobodyElse(String key) {
        assertThat(keys.of(HttpRequest.GET("/").header("X-API-Key", key))).isEmpty();
        assertThat(keys.of(HttpRequest.GET("/?api_key=s3cret"))).isEmpty();
    }
}
