package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import io.roomwire.trading.LedgerLog;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisTradingPortsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final RedisConnections redis = new RedisConnections(new RedisSettings(TestRedis.uri()));
    private final RedisClaims claims = new RedisClaims(redis);
    private final RedisSessionClaims held = new RedisSessionClaims(redis);
    private final RedisModelBook book = new RedisModelBook(redis);
    private final RedisLedgerLog ledger = new RedisLedgerLog(redis);
    private final StreamKey stream = new StreamKey("trading", TestRedis.freshName("m"));

    @BeforeEach
    void connect() {
        redis.connect();
    }

    @AfterEach
    void close() {
        redis.close();
    }

    @Test
    void prolongsPassesOnAndGivesUpWhatIsHeld() {
        Claim first = Outcome.of(claims.take(stream, "session", Duration.ofSeconds(5))).orElseThrow();
        assertThat(Outcome.of(held.renew(first, SOON))).isTrue();
        assertThat((Long) TestRedis.call("PTTL", RedisKeys.claim(stream, "session"))).isGreaterThan(20_000L);
        Claim second = Outcome.of(held.seize(first, SOON)).orElseThrow();
        assertThat(second.token()).isNotEqualTo(first.token());
        assertThat(Outcome.of(held.renew(first, SOON))).isFalse();
        assertThat(Outcome.of(held.seize(first, SOON))).isEmpty();
        Outcome.of(held.release(first));
        assertThat(Outcome.of(claims.take(stream, "session", SOON))).isEmpty();
        Outcome.of(held.release(second));
        assertThat(Outcome.of(claims.take(stream, "session", SOON))).isPresent();
    }

    @Test
    void doesNotBringBackAClaimThatRanOut() {
        Claim gone = new Claim(stream, "session", "ran out");
        assertThat(Outcome.of(held.renew(gone, SOON))).isFalse();
        assertThat(Outcome.of(held.seize(gone, SOON))).isEmpty();
        assertThat(TestRedis.call("EXISTS", RedisKeys.claim(stream, "session"))).isEqualTo(0L);
    }

    @Test
    void listsWhatHasASession() {
        long id = Outcome.of(book.nextId());
        Outcome.of(held.list(id));
        Outcome.of(held.list(id));
        assertThat(Outcome.of(held.listed())).containsOnlyOnce(id);
        Outcome.of(held.unlist(id));
        assertThat(Outcome.of(held.listed())).doesNotContain(id);
    }

    @Test
    void addsAModelOnceAndItsClaimWithIt() {
        String owner = TestRedis.freshName("{odd: owner}");
        long id = Outcome.of(book.nextId());
        assertThat(Outcome.of(book.find(id))).isEmpty();
        assertThat(Outcome.of(book.add(id, owner, "a"))).isTrue();
        assertThat(Outcome.of(book.add(id, owner, "b"))).isFalse();
        assertThat(Outcome.of(book.find(id))).contains("a");
        assertThat(TestRedis.call("GET", RedisKeys.claim(new StreamKey("trading", Long.toString(id)), "model")))
                .isEqualTo(book.claim(id, "a").token());
        long next = Outcome.of(book.nextId());
        assertThat(next).isGreaterThan(id);
        assertThat(Outcome.of(book.add(next, owner, "c"))).isTrue();
        assertThat(Outcome.of(book.listed(owner))).containsExactly("a", "c");
        assertThat(Outcome.of(book.count(owner))).isEqualTo(2);
        assertThat(Outcome.of(book.listed(TestRedis.freshName("nobody")))).isEmpty();
    }

    @Test
    void readsRecordsFromAPlaceOnAndKeepsWhatTheyCameTo() {
        for (int n = 1; n <= 3; n++) {
            TestRedis.call("XADD", RedisKeys.of(stream, LedgerLog.HISTORY), n + "-7", "data", "é" + n, "n",
                    Integer.toString(n));
        }
        assertThat(Outcome.of(ledger.read(stream, EventId.NONE, 2))).extracting(LedgerLog.Entry::json)
                .containsExactly("é1", "é2");
        assertThat(Outcome.of(ledger.read(stream, new EventId(2007), 9)))
                .containsExactly(new LedgerLog.Entry(new EventId(2007), 2, "é2"),
                new LedgerLog.Entry(new EventId(3007), 3, "é3"));
        assertThat(Outcome.of(ledger.saved(stream))).isEmpty();
        Outcome.of(ledger.save(stream, "ü"));
        assertThat(Outcome.of(ledger.saved(stream))).contains("ü");
    }
}
