package io.roomwire.hub;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks up, in Redis, positions that the node's ring does not hold: another node may have delivered what has not
 * arrived here yet, and the ring may be shorter than Redis'. All who ask while a read is under way share the next one.
 */
final class Seeks {

    private static final Logger LOG = LoggerFactory.getLogger(Seeks.class);
    /** What a page holds at most, and about what it may take in memory: a slow reader keeps it for a while. */
    private static final int PAGE = 256;
    private static final int SMALLEST_PAGE = 8;
    private static final long PAGE_BYTES = 1 << 20;
    /** A place that was there when Redis was read may be gone a moment later, but not again and again. */
    private static final int MAX_ATTEMPTS = 20;

    private final Feed feed;
    private final EventLog log;
    private final FrameEncoder encoder;
    private final Repairs repairs;

    @GuardedBy("this")
    private List<Seeker> waiting = new ArrayList<>();
    @GuardedBy("this")
    private boolean reading;

    Seeks(Feed feed, EventLog log, FrameEncoder encoder, Repairs repairs) {
        this.feed = feed;
        this.log = log;
        this.encoder = encoder;
        this.repairs = repairs;
    }

    private record Seeker(Subscriber subscriber, EventId position, int attempts) {

        Seeker again() {
            return new Seeker(subscriber, position, attempts + 1);
        }
    }

    void add(Subscriber subscriber, EventId position) {
        if (enroll(new Seeker(subscriber, position, 0))) {
            repairs.run(this::rounds);
        }
    }

    private synchronized boolean enroll(Seeker seeker) {
        waiting.add(seeker);
        boolean first = !reading;
        reading = true;
        return first;
    }

    private synchronized List<Seeker> nextRound() {
        List<Seeker> round = waiting;
        waiting = new ArrayList<>();
        reading = !round.isEmpty();
        return round;
    }

    private void rounds() throws InterruptedException {
        Backoff backoff = Backoff.standard();
        for (List<Seeker> round = nextRound(); !round.isEmpty(); round = nextRound()) {
            feed.awaitSettled();
            if (!feed.isClosed() && !answered(round)) {
                round.forEach(this::enroll);
                backoff.pause();
            }
        }
    }

    /** Whoever has been answered nevertheless, and is asked for again, does not listen any more. */
    private boolean answered(List<Seeker> round) throws InterruptedException {
        try {
            answer(round);
            return true;
        } catch (RuntimeException | OutOfMemoryError e) {
            LOG.error("positions in {} could not be looked up yet: {}", feed.stream().label(), e.toString());
            LOG.debug("it failed here", e);
            return false;
        }
    }

    private void answer(List<Seeker> round) throws InterruptedException {
        EventId held = feed.newest();
        EventId lowest = round.stream().map(Seeker::position).min(Comparator.naturalOrder()).orElseThrow();
        int limit = Math.clamp(feed.eventsWithin(PAGE_BYTES), SMALLEST_PAGE, PAGE);
        List<Event> events = read(lowest, limit);
        Page page = new Page(events, encoder, events.size() < limit, round.size());
        round.forEach(seeker -> answer(seeker, page, held));
    }

    private List<Event> read(EventId from, int limit) throws InterruptedException {
        for (Backoff backoff = Backoff.standard(); !feed.isClosed(); backoff.pause()) {
            try {
                return Repairs.await(log.read(feed.stream(), from, limit));
            } catch (EventLogUnavailable e) {
                // the connection stays open and waits for Redis
            }
        }
        return List.of();
    }

    private void answer(Seeker seeker, Page page, EventId held) {
        EventId position = seeker.position();
        int after = page.locate(position);
        if (page.endsBefore(position)) {
            again(seeker, page, Repair.NONE);
        } else if (after < 0 || seeker.attempts() == MAX_ATTEMPTS) {
            page.release();
            seeker.subscriber().gone();
        } else if (feed.locate(position) >= 0) {
            page.release();
            seeker.subscriber().placed();
        } else if (position.isAfter(feed.newest())) {
            again(seeker, page, Repair.FILL);
        } else if (page.isBehind(held) || !feed.oldest().isAfter(position)) {
            again(seeker, page, Repair.RELOAD);
        } else {
            seeker.subscriber().replay(page, after);
        }
    }

    private void again(Seeker seeker, Page page, Repair repair) {
        page.release();
        if (repair != Repair.NONE) {
            feed.repair(repair);
        }
        enroll(seeker.again());
    }
}
