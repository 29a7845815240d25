package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.room.RoomHistory;
import io.roomwire.room.RoomPresence.Crowd;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisRoomPortsIT {

    private final StreamKey room = new StreamKey("room", TestRedis.freshName("t"));
    private final String agent = TestRedis.freshName("agent");
    private final RedisConnections redis = new RedisConnections(new RedisSettings(TestRedis.uri()));
    private final RedisRoomState state = new RedisRoomState(redis);
    private final RedisAgentBook book = new RedisAgentBook(redis);
    private final RedisRoomHistory history = new RedisRoomHistory(redis);

    @BeforeEach
    void connect() {
        redis.connect();
    }

    @AfterEach
    void close() {
        TestRedis.call("HDEL", RedisKeys.AGENTS, agent);
        redis.close();
    }

    @Test
    void putsTheNamedPartsOfStateAndLeavesTheOthers() {
        assertThat(join(state.read(room))).isEmpty();
        Claim claim = new Claim(room, "agent", "as-known");
        TestRedis.call("SET", RedisKeys.claim(room, "agent"), "as-known");
        assertThat(join(state.put(claim, Map.of("account", "{}", "files", "{\"a\":\"ü\"}"), "files"))).isEmpty();
        assertThat(join(state.put(claim, Map.of("account", "null"), "files"))).contains("{\"a\":\"ü\"}");
        assertThat(join(state.read(room))).isEqualTo(Map.of("account", "null", "files", "{\"a\":\"ü\"}"));
    }

    @Test
    void putsNothingForAnAgentThatIsAnotherByNow() {
        Claim old = new Claim(room, "agent", "as-it-was");
        assertThatThrownBy(() -> join(state.put(old, Map.of("account", "{}"), "files")))
                .hasCauseInstanceOf(ClaimLost.class);
        TestRedis.call("SET", RedisKeys.claim(room, "agent"), "as-it-is");
        assertThatThrownBy(() -> join(state.put(old, Map.of("account", "{}"), "files")))
                .hasCauseInstanceOf(ClaimLost.class);
        assertThat(join(state.read(room))).isEmpty();
    }

    @Test
    void readsAHistoryFromEitherEndAndBackwardsInPages() {
        for (int n = 1; n <= 5; n++) {
            TestRedis.call("XADD", RedisKeys.of(room, "log"), "*", "data", "é" + n);
        }
        assertThat(join(history.oldest(room, "log", 2))).containsExactly("é1", "é2");
        assertThat(join(history.newest(room, "log", 2))).containsExactly("é5", "é4");
        List<RoomHistory.Entry> last = join(history.page(room, "log", Optional.empty(), 2));
        List<RoomHistory.Entry> before = join(history.page(room, "log", Optional.of(last.getLast().id()), 9));
        assertThat(before).extracting(RoomHistory.Entry::json).containsExactly("é3", "é2", "é1");
        assertThat(join(history.newest(room, "none", 2))).isEmpty();
    }

    @Test
    void replacesAnAgentOnlyWhereItStillIsWhatOneHasSeen() {
        assertThat(join(book.find(agent))).isEmpty();
        assertThat(join(book.replace(agent, Optional.of("a"), "b"))).isFalse();
        assertThat(join(book.replace(agent, Optional.empty(), "a"))).isTrue();
        assertThat(join(book.replace(agent, Optional.empty(), "b"))).isFalse();
        assertThat(join(book.replace(agent, Optional.of("a"), "b"))).isTrue();
        assertThat(join(book.find(agent))).contains("b");
        assertThat(join(book.all())).containsEntry(agent, "b");
        assertThat(TestRedis.call("GET", RedisKeys.claim(new StreamKey("room", agent), "agent")))
                .isEqualTo(book.claim(agent, "b").token()).isNotEqualTo(book.claim(agent, "a").token());
    }

    @Test
    void letsOneOfManyWhoReplaceTheSameWin() {
        List<CompletableFuture<Boolean>> attempts = IntStream.range(0, 50)
                .mapToObj(i -> book.replace(agent, Optional.empty(), "v" + i).toCompletableFuture()).toList();
        assertThat(attempts.stream().filter(CompletableFuture::join)).hasSize(1);
    }

    @Test
    void addsUpTheViewersOfAllNodes() {
        assertThat(join(presence("n1").tell(room, new Crowd(3, 5)))).isEqualTo(new Crowd(3, 5));
        assertThat(join(presence("n2").tell(room, new Crowd(2, 20)))).isEqualTo(new Crowd(5, 20));
        assertThat(join(presence("n2").tell(room, new Crowd(0, 0)))).isEqualTo(new Crowd(3, 5));
        assertThat(join(presence("n1").tell(room, new Crowd(0, 0)))).isEqualTo(new Crowd(0, 0));
        assertThat(TestRedis.call("EXISTS", RedisKeys.of(room, "presence"))).isEqualTo(0L);
    }

    @Test
    void forgetsANodeWhoseWordRanOut() {
        join(presence("n1").tell(room, new Crowd(3, 20)));
        TestRedis.call("HSET", RedisKeys.of(room, "presence"), "dead", "7 20 1");
        assertThat(join(presence("n1").tell(room, new Crowd(3, 5)))).isEqualTo(new Crowd(3, 5));
        assertThat(TestRedis.call("HEXISTS", RedisKeys.of(room, "presence"), "dead")).isEqualTo(0L);
    }

    @Test
    void letsTheWholePresenceRunOut() {
        join(presence("n1").tell(room, new Crowd(3, 20)));
        await().until(() -> TestRedis.call("PTTL", RedisKeys.of(room, "presence")) instanceof Long left
                && left > 20_000 && left <= 30_000);
    }

    private RedisRoomPresence presence(String node) {
        return new RedisRoomPresence(redis, new NodeName(node));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }
}
