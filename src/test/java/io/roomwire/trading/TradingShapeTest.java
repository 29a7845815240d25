package io.roomwire.trading;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

final class TradingShapeTest {

    private final TradingShape shape = new TradingShape();

    @ParameterizedTest
    @ValueSource(strings = {"/api/trading", "/api/trading/nope", "/api/models", "/api/models/1/nope"})
    void coversItsOwnPaths(String path) {
        assertThat(shape.covers(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tradings", "/api/modelsx/1", "/api/rooms/1", "/api/v1/models", "/"})
    void leavesOthersAlone(String path) {
        assertThat(shape.covers(path)).isFalse();
    }

    @Test
    void saysDetailAndStatus() {
        Object body = shape.body(HttpRequest.GET("/api/models/1/x"), HttpStatus.NOT_FOUND, "NOT_FOUND",
                "There is nothing here.");
        assertThat(new JsonText(ObjectMapper.getDefault()).write(body))
                .isEqualTo("{\"detail\":\"There is nothing here.\",\"status_code\":404}");
    }
}
