package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChatWithoutRedisIT {

    @Test
    void refusesWhileRedisIsAwayAndGoesOnWhenItIsBack() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), RoomOnNode.QUIET)) {
            RoomOnNode room = RoomOnNode.running(node);
            room.say("usr_sess_1", "before");
            redis.kill();
            assertUnavailable(room.say("usr_sess_1", "meanwhile"));
            assertUnavailable(room.send("GET", "/api/chat/rooms/" + room.id() + "/public", ""));
            redis.restart();
            await().atMost(Duration.ofSeconds(20)).until(() -> room.say("usr_sess_1", "after").statusCode() == 200);
            assertThat(room.inPublic("")).endsWith("after").doesNotContain("meanwhile");
        }
    }

    /** A lost answer is worse than a late one, but a request never hangs. */
    @Test
    void refusesInTimeWhileRedisIsFrozen() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), RoomOnNode.QUIET)) {
            RoomOnNode room = RoomOnNode.running(node);
            redis.freeze();
            long start = System.nanoTime();
            assertUnavailable(room.say("usr_sess_1", "meanwhile"));
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
            redis.thaw();
            await().atMost(Duration.ofSeconds(20)).until(() -> room.say("usr_sess_1", "after").statusCode() == 200);
            assertThat(room.inPublic("")).contains("after").doesNotContain("meanwhile");
        }
    }

    private static void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.body()).isEqualTo("{\"success\":false,\"error\":\"unavailable\"}");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    }
}
