package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.roomwire.redis.RedisIngestLease.Role;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A role that one node has at a time, by Redis' clock. */
@Timeout(30)
final class RedisIngestLeaseIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final RedisProcess server = RedisProcess.start();
    private final TcpProxy proxy = TcpProxy.to(server.port());
    private final RedisConnections redis = new RedisConnections(new RedisSettings(proxy.redisUri()));

    @BeforeEach
    void connect() {
        redis.connect();
    }

    @AfterEach
    void close() {
        redis.close();
        proxy.close();
        server.close();
    }

    @Test
    void oneOfTwoHasTheRole() throws InterruptedException {
        RedisIngestLease first = lease("a/1", LONG);
        RedisIngestLease second = lease("b/1", LONG);
        assertThat(first.take().mine()).isTrue();
        Role seen = second.take();
        assertThat(seen.mine()).isFalse();
        assertThat(seen.holder()).isEqualTo("a/1");
        assertThat(seen.isFilled()).isFalse();
        assertThat(seen.left()).isBetween(Duration.ofSeconds(50), LONG);
        assertThat(first.prolong()).isTrue();
        assertThat(second.take().isFilled()).isTrue();
        assertThat(second.prolong()).isFalse();
        assertThat(server.call("GET", RedisKeys.INGEST)).isEqualTo("a/1 subscribed");
    }

    @Test
    void theRightEndsWhenTheKeyDoes() throws InterruptedException {
        RedisIngestLease lease = lease("a/1", LONG);
        Role taken = lease.take();
        assertThat(taken.left()).isEqualTo(LONG);
        assertThat(expiryOfKey()).isEqualTo(lease.expiry());
        Instant before = lease.expiry();
        await().until(() -> Instant.ofEpochMilli(redisMillis()).isAfter(before.minus(LONG)));
        assertThat(lease.prolong()).isTrue();
        assertThat(lease.expiry()).isAfter(before).isEqualTo(expiryOfKey());
    }

    @Test
    void aRightThatEndedIsTakenByAnotherAndNeverProlonged() throws InterruptedException {
        RedisIngestLease asleep = lease("a/1", SHORT);
        assertThat(asleep.take().mine()).isTrue();
        RedisIngestLease other = lease("b/1", SHORT);
        await().until(() -> other.take().mine());
        assertThat(redisMillis()).isGreaterThan(asleep.expiry().toEpochMilli());
        assertThat(asleep.prolong()).isFalse();
        await().until(() -> Long.valueOf(0).equals(server.call("EXISTS", RedisKeys.INGEST)));
        assertThat(asleep.prolong()).isFalse();
        assertThat(other.prolong()).isFalse();
        assertThat(lease("a/2", LONG).take().mine()).isTrue();
    }

    @Test
    void aRoleGivenBackIsFreeAndAnothersStays() {
        RedisIngestLease first = lease("a/1", LONG);
        RedisIngestLease second = lease("b/1", LONG);
        first.take();
        second.release();
        assertThat(second.take().mine()).isFalse();
        first.release();
        assertThat(second.take().mine()).isTrue();
        first.release();
        assertThat(server.call("GET", RedisKeys.INGEST)).isEqualTo("b/1");
    }

    @Test
    void aNodeThatCannotReachRedisGivesUpWhenItsRightMayHaveEnded() throws InterruptedException {
        RedisIngestLease lease = lease("a/1", SHORT);
        lease.take();
        proxy.refuse();
        assertThat(lease.prolong()).isFalse();
        lease.release();
    }

    private RedisIngestLease lease(String token, Duration validity) {
        return new RedisIngestLease(redis, token, validity);
    }

    private Instant expiryOfKey() {
        return Instant.ofEpochMilli((Long) Objects.requireNonNull(server.call("PEXPIRETIME", RedisKeys.INGEST)));
    }

    private long redisMillis() {
        return (Long) Objects.requireNonNull(server.call("EVAL",
                "local t = redis.call('TIME') return t[1] * 1000 + math.floor(t[2] / 1000)", "0"));
    }
}
