package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChatAliasTest {

    private final AtomicReference<byte @Nullable []> cluster = new AtomicReference<>();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.ofEpochSecond(1_000_000));

    @Test
    void isStableOneWayAndTheSameOnEveryNode() {
        String alias = node(1).of("usr_sess_9f");
        assertThat(alias).matches("usr_pub_[0-9a-f]{16}").isEqualTo(node(2).of("usr_sess_9f"));
        assertThat(node(1).of("usr_sess_a0")).isNotEqualTo(alias);
    }

    @Test
    void asksForTheKeyOnceAMinute() {
        ChatAlias alias = node(1);
        alias.of("a");
        alias.of("b");
        assertThat(asked).hasValue(1);
        now.updateAndGet(instant -> instant.plusSeconds(60));
        alias.of("a");
        assertThat(asked).hasValue(2);
    }

    @Test
    void givesItsKeyBackToARedisThatLostIt() {
        ChatAlias first = node(1);
        String alias = first.of("usr_sess_9f");
        cluster.set(null);
        now.updateAndGet(instant -> instant.plusSeconds(60));
        first.of("usr_sess_9f");
        assertThat(node(2).of("usr_sess_9f")).isEqualTo(alias);
    }

    private ChatAlias node(int seed) {
        return new ChatAlias(this::agree, () -> now.get(), new Random(seed));
    }

    private byte[] agree(byte[] offered) {
        asked.incrementAndGet();
        byte[] known = cluster.get();
        byte[] agreed = known == null ? offered : known;
        cluster.set(agreed);
        return agreed;
    }
}
