package io.roomwire.redis;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Hub;
import io.roomwire.hub.PlainChannel;
import io.roomwire.hub.Preparation;
import io.roomwire.redis.IngestQueue.Message;
import io.roomwire.redis.RedisIngestLease.Role;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends what is published on plain channels, on exactly one node of the cluster: the one that holds the role.
 *
 * <p>No message is appended twice. A node subscribes when it has the role, so it hears nothing from before; and every
 * append carries the end of its right, so the script refuses what comes later, as from a node that was stopped and
 * wakes up. A right that ended is never prolonged: the next turn begins with a new subscription and an empty queue.
 */
@Singleton
final class RedisIngest implements ApplicationEventListener<ServerStartupEvent>, Preparation {

    static final Duration VALIDITY = Duration.ofMillis(3500);

    private static final Logger LOG = LoggerFactory.getLogger(RedisIngest.class);
    private static final Duration RENEWAL = Duration.ofMillis(1500);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration EARLY = Duration.ofMillis(25);
    private static final Duration LONGEST_END = Duration.ofSeconds(3);

    private final RedisConnections redis;
    private final Hub hub;
    private final Map<String, PlainChannel> channels;
    private final NodeName node;
    private final IngestMetrics metrics;
    private final Thread thread = Thread.ofVirtual().name("ingest").unstarted(this::run);

    /** Whether the role was ever seen filled. */
    private volatile boolean seen;

    /** Confined to the thread. */
    private long turns;

    RedisIngest(RedisConnections redis, Hub hub, List<PlainChannel> channels, NodeName node, MeterRegistry registry) {
        this.redis = redis;
        this.hub = hub;
        this.channels = channels.stream().collect(Collectors.toMap(PlainChannel::pattern, Function.identity()));
        this.node = node;
        this.metrics = new IngestMetrics(registry);
        this.seen = channels.isEmpty();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (!channels.isEmpty()) {
            thread.start();
        }
    }

    @Override
    public String missing() {
        return seen ? "" : "no node listens to plain channels yet";
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(turn());
            }
        } catch (InterruptedException e) {
            LOG.debug("the node ends", e);
        }
    }

    /** Asks for the role, and has it as long as it may. Returns how long to wait before asking again. */
    private Duration turn() throws InterruptedException {
        try {
            RedisIngestLease lease = new RedisIngestLease(redis, node.text() + '/' + ++turns, VALIDITY);
            Role role = lease.take();
            if (role.mine()) {
                hold(lease);
            }
            seen |= role.isFilled();
            return role.mine() || !seen ? EARLY : shorter(POLL, role.left().plusMillis(2));
        } catch (EventLogUnavailable away) {
            return seen ? POLL : EARLY;
        } catch (RuntimeException fault) {
            LOG.error("plain channels cannot be ingested here", fault);
            return POLL;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Gives the role back only when nothing more will be appended under it. */
    private void hold(RedisIngestLease lease) throws InterruptedException {
        try {
            listen(lease);
        } finally {
            metrics.holds(false);
            lease.release();
        }
    }

    private void listen(RedisIngestLease lease) throws InterruptedException {
        try (IngestQueue queue = new IngestQueue(hub::append, lease::expiry, metrics);
                IngestSubscription heard = IngestSubscription.open(redis, channels.keySet(),
                        (pattern, channel, body) -> queue.offer(message(pattern, channel, body)))) {
            LOG.info("this node ingests {}", channels.keySet());
            while (isHeard(lease, heard)) {
                seen = true;
                metrics.holds(true);
                Thread.sleep(RENEWAL);
            }
            LOG.info("this node does not ingest any more");
        }
    }

    /** Asks both at once: Redis' answers come together, and wake the node once. */
    private static boolean isHeard(RedisIngestLease lease, IngestSubscription heard) throws InterruptedException {
        CompletionStage<Boolean> answer = heard.answers();
        return lease.prolong() && Await.answer(answer);
    }

    private Message message(String pattern, String channel, byte[] body) {
        PlainChannel target = Objects.requireNonNull(channels.get(pattern));
        return new Message(pattern, body.length, () -> target.read(channel, body));
    }

    /** Hands the role to whoever comes first, so that no line waits for its end. */
    @PreDestroy
    void close() throws InterruptedException {
        if (thread.getState() != Thread.State.NEW) {
            thread.interrupt();
            thread.join(LONGEST_END);
        }
    }
}
