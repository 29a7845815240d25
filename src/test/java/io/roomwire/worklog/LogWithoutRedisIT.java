package io.roomwire.worklog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.testkit.Json;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RawSse;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.SseViewer;
import io.roomwire.testkit.TcpProxy;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of lines and viewers while Redis is away. */
@Timeout(60)
final class LogWithoutRedisIT {

    private final RedisProcess redis = RedisProcess.start();
    private final TcpProxy proxy = TcpProxy.to(redis.port());
    private final Node node = Node.start(proxy.redisUri(), LogOnNode.ACCESS);
    private final LogOnNode room = LogOnNode.created(node);

    @AfterEach
    void close() {
        node.close();
        proxy.close();
        redis.close();
    }

    @Test
    void keepsAHundredLinesInTheirOrderAndRefusesMore() {
        try (SseViewer viewer = room.watch()) {
            room.say("before");
            proxy.refuse();
            List<Integer> answers = IntStream.range(0, 103).map(n -> room.say(Integer.toString(n))).boxed().toList();
            assertThat(answers.subList(0, 100)).containsOnly(202);
            assertThat(answers.subList(100, 103)).containsOnly(503);
            HttpResponse<String> refused = room.send("POST", "/logs", LogOnNode.line("x"));
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
            assertThat(Json.at(refused.body(), "error", "error").getStringValue()).isEqualTo("Service Unavailable");
            proxy.heal();
            viewer.awaitEvents(102);
            await().until(() -> room.say("after") == 202);
            await().until(() -> LogOnNode.messages(viewer).contains("after"));
            List<String> kept = LogOnNode.messages(viewer);
            assertThat(kept.getFirst()).isEqualTo("before");
            assertThat(kept.subList(1, 101)).isEqualTo(IntStream.range(0, 100).mapToObj(Integer::toString).toList());
            assertThat(kept).last().isEqualTo("after");
        }
    }

    /** Redis had taken the line, but its answer was lost: the line is looked for before it is sent again. */
    @Test
    void doesNotRepeatALineWhoseAnswerWasLost() {
        try (SseViewer viewer = room.watch()) {
            room.say("before");
            proxy.holdAnswers();
            assertThat(room.say("doubtful")).isEqualTo(202);
            assertThat(room.say("behind")).isEqualTo(202);
            proxy.cut();
            proxy.heal();
            viewer.awaitEvents(4);
            await().until(() -> room.say("after") == 202);
            await().until(() -> LogOnNode.messages(viewer).contains("after"));
            assertThat(LogOnNode.messages(viewer)).containsExactly("before", "doubtful", "behind", "after");
        }
    }

    @Test
    void refusesForNowWhatItDoesNotKnow() {
        proxy.refuse();
        LogOnNode unknown = new LogOnNode(UUID.randomUUID().toString(), room.node(), room.token());
        for (HttpResponse<String> refused : List.of(unknown.send("POST", "/logs", LogOnNode.line("x")),
                unknown.send("GET", "/logs", ""), unknown.send("GET", "", ""), room.send("GET", "", ""))) {
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        }
        try (RawSse browser = RawSse.connect(node.address())) {
            browser.get(unknown.logs());
            assertThat(browser.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(browser.readThrough("}\n\n")).contains("event: unavailable\ndata: {");
        }
    }

    @Test
    void letsViewersStayAndOthersInWhereTheRoomIsInMemory() {
        try (SseViewer viewer = room.watch()) {
            room.say("before");
            viewer.awaitEvents(2);
            proxy.refuse();
            try (SseViewer late = SseViewer.resume(node.address(), room.logs(), "0")) {
                late.awaitBlock(block -> block.isNamed("log"));
            }
            assertThat(viewer.connections()).isOne();
        }
    }
}
