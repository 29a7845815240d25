package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.hub.EventLogUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One turn at the role of the node that ingests plain channels: {@code lease.lua} on {@code rw:{ingest}:holder}. A turn
 * that has ended never begins again. Blocks; confined to one thread, but for {@link #expiry}.
 */
final class RedisIngestLease {

    private static final Logger LOG = LoggerFactory.getLogger(RedisIngestLease.class);
    private static final Script ROLE = Script.named("role");
    private static final String SUBSCRIBED = "subscribed";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final RedisConnections redis;
    private final String token;
    private final Duration validity;

    /** By this node's clock, never later than by Redis'. */
    private long endsAt = System.nanoTime();

    private volatile Instant expiry = Instant.EPOCH;

    /**
     * @param token of this turn and no other, without a space
     * @param validity in whole milliseconds, from each prolongation on
     */
    RedisIngestLease(RedisConnections redis, String token, Duration validity) {
        this.redis = redis;
        this.token = token;
        this.validity = validity;
    }

    /**
     * The role as it is now.
     *
     * @param left until the holder's right ends
     * @param holder empty when the role is free
     */
    record Role(boolean mine, Duration left, String holder) {

        /** Whether its holder hears the channels. */
        boolean isFilled() {
            return holder.endsWith(' ' + SUBSCRIBED);
        }
    }

    /** Takes the role if it is free; fails with {@link EventLogUnavailable}. */
    Role take() {
        return ask("", validity);
    }

    /** Says that the channels are heard. False once the right has ended, or may have because Redis does not answer. */
    boolean prolong() throws InterruptedException {
        while (true) {
            try {
                return ask(SUBSCRIBED, validity).mine();
            } catch (EventLogUnavailable away) {
                if (System.nanoTime() - endsAt >= 0) {
                    return false;
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /** Lets others take the role at once; does nothing when they have, and leaves it to time while Redis is away. */
    void release() {
        try {
            ask("", Duration.ZERO);
        } catch (EventLogUnavailable away) {
            LOG.debug("the role runs out by itself", away);
        }
    }

    /** When the right ends, by Redis' clock. */
    Instant expiry() {
        return expiry;
    }

    private Role ask(String state, Duration time) {
        long asked = System.nanoTime();
        List<Object> answer = Await.answer(
                ROLE.run(redis, List.of(RedisKeys.INGEST), List.of(token, state, time.toMillis())));
        boolean mine = answer.getFirst().equals(1L);
        if (mine) {
            endsAt = asked + time.toNanos();
            expiry = Instant.ofEpochMilli((Long) answer.get(1));
        }
        return new Role(mine, Duration.ofMillis((Long) answer.get(2)), new String((byte[]) answer.get(3), UTF_8));
    }
}
