package io.roomwire.room;

import static io.roomwire.room.Answer.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomWithoutRedisIT {

    @Test
    void refusesForNowAndGoesOnFromMemory() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri())) {
            RoomOnNode room = RoomOnNode.running(node);
            String id = room.id();
            String events = "/api/rooms/" + id + "/events";
            try (SseViewer first = room.watch(events).awaitEvents(1)) {
                redis.kill();
                for (String path : List.of("/api/rooms/" + id + "/stream-packet", "/api/agents/registered",
                        "/api/agents/" + id + "/decision-audit/latest", "/api/decisions/latest?trader_id=" + id)) {
                    assertThat(room.get(path)).as(path)
                            .isEqualTo(refusal(503, "unavailable"));
                }
                assertThat(room.control("POST", "/api/rooms/" + id + "/decisions", "{\"decisions\":[]}").status())
                        .isEqualTo(503);
                try (SseViewer second = room.watch(events)) {
                    second.awaitBlock(block -> block.isNamed("stream_packet_error"));
                    assertThat(second.data("stream_packet_error")).containsExactly("{\"error\":\"unavailable\"}");
                }
                assertThat(first.connections()).isEqualTo(1);
            }
        }
    }

    @Test
    void answersWithAStreamThatSaysSoWhereTheRoomIsNotInMemory() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri())) {
            RoomOnNode room = RoomOnNode.unknown(node);
            redis.kill();
            try (SseViewer viewer = room.watch("/api/rooms/t_001/events")) {
                viewer.awaitBlock(block -> block.isNamed("unavailable"));
            }
            assertThat(room.get("/api/rooms/NOBODY/events").status()).isEqualTo(404);
        }
    }
}
