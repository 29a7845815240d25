package io.roomwire.console;

import io.roomwire.console.RelayLog.Hold;
import io.roomwire.console.RelayLog.Reading;
import io.roomwire.console.RelayLog.Stored;
import io.roomwire.event.Event;
import io.roomwire.hub.Backoff;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Tap;
import io.roomwire.hub.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one lane's frames to one receiver, in order: reads a page behind the last frame written, hands it over, waits
 * until the socket took it, and rests when the lane's end is reached or too much is unacknowledged. Each read also
 * tells Redis what was acknowledged, and is told in turn whether another attachment has the lane by now. So nothing is
 * held here but a page, and nothing is missed: a wake-up only ends the rest sooner.
 */
final class RelayDelivery implements RelayAttachment, Tap {

    private static final Logger LOG = LoggerFactory.getLogger(RelayDelivery.class);
    private static final int PAGE = 500;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);

    private final RelayLane lane;
    private final RelaySocket socket;
    private final RelayStore store;
    private final RelayText text;
    private final int window;
    private final long openedAt = System.nanoTime();
    private final RelayAcks acks = new RelayAcks(System::nanoTime);
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Confined to the delivery's thread. An epoch of 0 is none yet. */
    private final RelayPace pace;
    private long epoch;
    /** The epoch before its own: what this node's last delivery of the lane had. */
    private long after;
    private long position;
    private long backlogEnd;
    private boolean replaying = true;
    /** What Redis has been told is acknowledged. */
    private long told;

    RelayDelivery(RelayLane lane, RelayReceiver receiver, RelayStore store, RelayText text, RelaySettings settings) {
        this.lane = lane;
        this.socket = new RelaySocket(receiver);
        this.store = store;
        this.text = text;
        this.window = settings.window();
        this.pace = new RelayPace(settings.replayRate(), System::nanoTime);
    }

    /**
     * Blocks until the delivery is over.
     *
     * @param before ends first, so that this one asks Redis for the lane after it
     */
    void run(Optional<RelayDelivery> before) throws InterruptedException {
        try {
            if (before.isPresent()) {
                before.get().ended.await();
                after = before.get().lastEpoch();
            }
            deliver();
            tellLast();
        } finally {
            ended.countDown();
        }
    }

    /** Once it has ended. */
    private long lastEpoch() {
        return Math.max(epoch, after);
    }

    private void deliver() throws InterruptedException {
        Backoff backoff = Backoff.startingAt(FIRST_PAUSE);
        while (!socket.isOver()) {
            try {
                step();
                backoff = Backoff.startingAt(FIRST_PAUSE);
            } catch (EventLogUnavailable away) {
                LOG.debug("the relay of {} waits for Redis: {}", lane, away.getMessage());
                backoff.pause();
            } catch (RuntimeException failure) {
                LOG.warn("the relay of {} starts again where it was", lane, failure);
                backoff.pause();
            }
        }
    }

    private void step() throws InterruptedException {
        if (epoch == 0) {
            Duration age = Duration.ofNanos(System.nanoTime() - openedAt);
            Waiting.join(store.attach(lane, age, after)).ifPresentOrElse(this::begin, socket::end);
        } else {
            turn();
        }
    }

    private void begin(Hold hold) {
        epoch = hold.epoch();
        position = hold.acknowledged();
        told = position;
        backlogEnd = hold.newest();
        acks.begin(position, hold.explicit());
    }

    private void turn() throws InterruptedException {
        int limit = acks.room(window, replaying ? Math.min(PAGE, pace.portion()) : PAGE);
        Optional<List<Stored>> page = read(limit);
        if (page.isEmpty()) {
            socket.end();
            return;
        }
        write(page.get());
        boolean atEnd = page.get().size() < limit;
        if (atEnd && replaying) {
            catchUp();
        }
        if (atEnd || limit == 0) {
            socket.rest(REST);
        }
    }

    private Optional<List<Stored>> read(int limit) {
        long settled = acks.settled();
        Reading reading = new Reading(epoch, position, settled, acks.explicit());
        Optional<List<Stored>> page = Waiting.join(store.read(lane, reading, limit));
        told = settled;
        return page;
    }

    private void write(List<Stored> page) throws InterruptedException {
        if (replaying && !page.isEmpty()) {
            Thread.sleep(pace.pause());
        }
        page.forEach(this::write);
        pace.wrote(page.size());
        socket.flush();
        if (acks.beginPing()) {
            socket.ping(acks::ponged);
        }
    }

    private void write(Stored stored) {
        if (replaying && stored.seq() >= backlogEnd) {
            catchUp();
        }
        if (!socket.isOver()) {
            position = stored.seq();
            acks.written(position);
            socket.send(text.of(stored));
        }
    }

    private void catchUp() {
        socket.caughtUp();
        replaying = false;
    }

    /** So that the next attachment does not repeat what arrived. Nobody waits for it. */
    private void tellLast() {
        long settled = acks.settled();
        if (settled > told) {
            var _ = store.read(lane, new Reading(epoch, position, settled, acks.explicit()), 0);
        }
    }

    @Override
    public void onEvent(Event event) {
        if (event.name().equals(lane.direction().wire())) {
            socket.ring();
        }
    }

    @Override
    public void onDoubt() {
        socket.ring();
    }

    @Override
    public void acknowledged(long seq) {
        acks.acknowledged(seq);
        socket.ring();
    }

    @Override
    public void close() {
        socket.end();
    }
}
