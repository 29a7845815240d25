package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.Scheduled;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claims;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.room.RoomException;
import io.roomwire.room.RoomStage;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays two rooms, something new in each at every step of 2 s. The step follows from the clock and each is claimed, so
 * that several nodes play one script together.
 */
@Singleton
@Requires(env = "demo")
public final class DemoRooms {

    private static final Logger LOG = LoggerFactory.getLogger(DemoRooms.class);
    private static final Duration STEP = Duration.ofSeconds(2);
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final int DECISION_EVERY = 6;
    private static final int STATE_EVERY = 3;

    private static final List<DemoAgent> AGENTS = List.of(
            new DemoAgent("t_001", "Aurora", "balanced", List.of("NVDA", "AAPL", "TSLA"), 1),
            new DemoAgent("t_002", "Borealis", "conservative", List.of("MSFT", "KO", "JNJ"), 2));

    private final RoomStage stage;
    private final DemoViewers viewers;
    private final Claims claims;
    private final Clock clock;
    private final Executor blocking;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicLong last = new AtomicLong();

    DemoRooms(RoomStage stage, DemoViewers viewers, Claims claims, Clock clock,
              @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.stage = stage;
        this.viewers = viewers;
        this.claims = claims;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** Blocks until the rooms can be watched; returns without that after {@code longest}, as when Redis is away. */
    public void awaitOpen(Duration longest) throws InterruptedException {
        var _ = opened.await(longest.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Scheduled(fixedRate = "250ms")
    void run() {
        if (opened.getCount() > 0) {
            blocking.execute(() -> unlessAway(this::open));
        }
        long step = clock.millis() / STEP.toMillis();
        if (last.getAndSet(step) != step) {
            AGENTS.forEach(agent -> blocking.execute(() -> unlessAway(() -> play(agent, step))));
        }
    }

    /** At once, not only at the first step: people look as soon as the node is ready. */
    private void open() {
        AGENTS.forEach(agent -> stage.open(agent.id(), agent.manifest()));
        opened.countDown();
    }

    private void play(DemoAgent agent, long step) {
        StreamKey room = new StreamKey("room", agent.id());
        if (claims.take(room, "demo-" + step, CLAIM).toCompletableFuture().join().isPresent()) {
            stage.open(agent.id(), agent.manifest());
            act(agent, step);
        }
    }

    private static void unlessAway(Runnable task) {
        try {
            task.run();
        } catch (CompletionException | EventLogUnavailable | RoomException pause) {
            LOG.debug("the demo waits, for Redis or for its room: {}", pause.getMessage());
        }
    }

    private void act(DemoAgent agent, long step) {
        if (step % STATE_EVERY == 0) {
            stage.show(agent.id(), agent.state(step));
        }
        if (step % DECISION_EVERY == 0) {
            stage.decide(agent.id(), agent.decision(step));
        } else {
            viewers.say(agent.id(), step);
        }
    }
}
