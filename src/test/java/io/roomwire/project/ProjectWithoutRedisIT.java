package io.roomwire.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseBlock;
import io.roomwire.testkit.SseViewer;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProjectWithoutRedisIT {

    @Test
    void refusesForNowAndGoesOnFromMemory() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), ProjectOnNode.SETTINGS)) {
            ProjectOnNode project = ProjectOnNode.fresh(node);
            List<Long> seqs = project.sayAll(3);
            try (SseViewer viewer = project.watch("tom", "").awaitEvents(1)) {
                redis.kill();
                HttpResponse<String> refused = project.post("mia", "hi", "c-1");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).contains("1");
                assertThat(refused.body())
                        .startsWith("{\"error\":\"Failed to send message\",\"message\":\"Redis does not answer");
                assertThat(project.browser("tom", "GET", "/messages?project_id=" + project.id(), "").statusCode())
                        .isEqualTo(503);
                assertThat(project.browser("tom", "POST", "/stream?projectId=" + project.id(), "").statusCode())
                        .isEqualTo(200);
                try (SseViewer second = SseViewer.resume(node.address(), project.watchPath("tom", ""), seqs.getFirst()
                        .toString())) {
                    second.awaitId(seqs.getLast());
                    assertThat(second.events()).extracting(event -> event.event().orElse(""))
                            .containsExactly("connection.established", "message.new", "message.new");
                }
                assertThat(viewer.connections()).isEqualTo(1);
                assertThat(viewer.events()).extracting(SseBlock::position).containsExactly(seqs.getLast());
            }
        }
    }

    @Test
    void tellsEachCallerInItsFormThatAStreamIsNotInMemory() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri(), ProjectOnNode.SETTINGS)) {
            ProjectOnNode project = ProjectOnNode.fresh(node);
            assertThat(project.get("mia", "/unread").statusCode()).isEqualTo(200);
            redis.kill();
            HttpResponse<String> services = project.get("mia", "/stream");
            assertThat(services.statusCode()).isEqualTo(503);
            assertThat(services.headers().firstValue("Retry-After")).contains("1");
            try (SseViewer browser = ProjectOnNode.unknown(node).watch("mia", "")) {
                browser.awaitBlock(block -> block.isNamed("unavailable"));
            }
            try (SseViewer browser = project.watch("mia", "")) {
                browser.awaitBlock(block -> block.isNamed("unavailable"));
            }
        }
    }
}
