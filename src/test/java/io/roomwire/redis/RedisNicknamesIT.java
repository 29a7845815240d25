package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.TestRedis;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisNicknamesIT {

    private final RedisConnections redis = Connected.toTestRedis();
    private final RedisNicknames nicknames = new RedisNicknames(redis);
    private final String session = TestRedis.freshName("usr%20sess");

    @AfterEach
    void disconnect() {
        redis.close();
    }

    @Test
    void remembersTheLastOneForAWhile() {
        assertThat(nicknames.find(session)).isEmpty();
        nicknames.remember(session, "Mia", Duration.ofDays(30));
        nicknames.remember(session, "Zoé", Duration.ofDays(30));
        assertThat(nicknames.find(session)).contains("Zoé");
        assertThat((Long) TestRedis.call("TTL", "rw:{chat-session:" + session + "}:nickname"))
                .isBetween(2_591_000L, 2_592_000L);
    }

    @Test
    void agreesOnOneAliasKey() {
        RedisChatAliasKey keys = new RedisChatAliasKey(redis);
        byte[] agreed = keys.agree(new byte[] {1, 2});
        assertThat(keys.agree(new byte[] {3, 4})).isEqualTo(agreed);
        assertThat(TestRedis.call("TTL", "rw:{chat:alias}:key")).isEqualTo(-1L);
    }
}
