package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.access.StreamRefused;
import io.roomwire.access.TokenRefused;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work logs on connections that carry several streams: admitted as their own route would. */
@Timeout(30)
final class LogStreamsIT {

    private final Node node = Node.start(TestRedis.uri(), strict());
    private final LogStreams streams = node.bean(LogStreams.class);
    private final LogOnNode room = LogOnNode.created(node);

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void admitsTheOwnerAsLongAsTheTokenIsValid() {
        assertThat(streams.system()).isEqualTo("worklog");
        Grant grant = Outcome.of(streams.admit(request(room), room.id()));
        assertThat(grant.stream()).isEqualTo(LogRoom.stream(room.id()));
        assertThat(grant.until().orElseThrow()).isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(10)));
    }

    @Test
    void refusesRoomsThatAreNotThereOrNotForTheCaller() {
        for (String name : new String[] {"x", "", UUID.randomUUID().toString()}) {
            assertNotFound(room, name);
        }
        assertNotFound(room.by("jonas"), room.id());
    }

    @Test
    void refusesForgedTokens() {
        assertThat(catchThrowableOfType(TokenRefused.class,
                () -> Outcome.of(streams.admit(HttpRequest.GET("/").bearerAuth("forged"), room.id()))).reason())
                .isEqualTo(TokenRefused.Reason.INVALID);
    }

    private void assertNotFound(LogOnNode caller, String name) {
        StreamRefused refusal = catchThrowableOfType(StreamRefused.class,
                () -> Outcome.of(streams.admit(request(caller), name)));
        assertThat((Object) refusal.status()).isSameAs(HttpStatus.NOT_FOUND);
        assertThat(refusal.code()).isEqualTo("NOT_FOUND");
        assertThat(refusal).hasMessage("Room with ID " + name + " not found");
    }

    private static HttpRequest<?> request(LogOnNode caller) {
        return HttpRequest.GET("/").bearerAuth(caller.token());
    }

    private static Map<String, Object> strict() {
        Map<String, Object> settings = new HashMap<>(LogOnNode.ACCESS);
        settings.put("roomwire.worklog.require-owner", "true");
        return settings;
    }
}
