package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LogErrorShapeTest {

    private final LogErrorShape shape =
            new LogErrorShape(Clock.fixed(Instant.parse("2026-01-05T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void coversTheRoomsAndNothingElse() {
        assertThat(shape.covers("/api/v1/rooms")).isTrue();
        assertThat(shape.covers("/api/v1/rooms/x/logs")).isTrue();
        assertThat(shape.covers("/api/v1/roomsnot")).isFalse();
        assertThat(shape.covers("/api/v1/streams/x")).isFalse();
    }

    @Test
    void saysTheMessageTwiceAndNeverTheQuery() throws IOException {
        assertThat(text(HttpStatus.NOT_FOUND, "There is nothing here.")).isEqualTo("{\"success\":false,"
                + "\"statusCode\":404,\"timestamp\":\"2026-01-05T10:00:00.000Z\",\"path\":\"/api/v1/rooms/x\","
                + "\"error\":{\"message\":\"There is nothing here.\",\"error\":\"Not Found\",\"statusCode\":404},"
                + "\"message\":\"There is nothing here.\"}");
    }

    @Test
    void listsWhatIsWrongWithARequest() throws IOException {
        assertThat(text(HttpStatus.BAD_REQUEST, "The request cannot be read.")).contains(
                "\"error\":{\"message\":[\"The request cannot be read.\"],\"error\":\"Bad Request\","
                        + "\"statusCode\":400},"
                        + "\"message\":\"The request cannot be read.\"}");
    }

    @Test
    void hidesWhatFailed() throws IOException {
        assertThat(text(HttpStatus.INTERNAL_SERVER_ERROR, "secret")).contains("\"error\":\"Internal server error\","
                + "\"message\":\"Internal server error\"}").doesNotContain("secret");
    }

    private String text(HttpStatus status, String message) throws IOException {
        HttpRequest<?> request = HttpRequest.GET("/api/v1/rooms/x?token=hidden");
        return JsonMapper.createDefault().writeValueAsString(shape.body(request, status, "CODE", message));
    }
}
