package io.roomwire.hub;

import io.roomwire.event.EventId;
import org.jspecify.annotations.Nullable;

/**
 * One connection's cursor into a feed: a sequence number of the ring, and the id of the last event written, which
 * finds the place again when the ring has moved on or was replaced. Holds no event, but for the page of Redis' history
 * that it is reading when the ring is too short.
 *
 * <p>Confined to its loop, but for the answers of {@link Seeks}, which hop onto it.
 */
public final class Subscriber {

    private enum Mode { PLACED, SEEKING, CLOSED }

    private final Lane lane;
    private final Sink sink;
    private Mode mode = Mode.SEEKING;
    private int seat;
    private long next;
    private long generation;
    private boolean placedBefore;
    private boolean parked;
    private boolean busy;
    private boolean live;
    /** An event id's value: a reference would cost the collector a look at each subscriber after each event. */
    private long position;
    private @Nullable Page page;
    private int pageIndex;

    Subscriber(Lane lane, Sink sink) {
        this.lane = lane;
        this.sink = sink;
    }

    void sitAt(int newSeat) {
        seat = newSeat;
    }

    void start(EventId wanted) {
        position = wanted.value();
        find();
        advance();
    }

    /** Looks for the position in the ring, else asks Redis. */
    private void find() {
        EventId wanted = new EventId(position);
        long found = feed().locate(wanted);
        if (found >= 0) {
            place(found);
        } else {
            mode = Mode.SEEKING;
            feed().seek(this, wanted);
        }
    }

    private void place(long sequence) {
        mode = Mode.PLACED;
        placedBefore = true;
        generation = feed().generation();
        next = sequence;
    }

    /** Takes a turn's events. Writes only what is due and only while the sink takes it. */
    void offer(Batch batch) {
        if (parked || mode != Mode.PLACED || page != null || next >= batch.end()) {
            return;
        }
        if (next < batch.first()) {
            advance();
            return;
        }
        busy = true;
        try {
            do {
                write(batch);
                sink.flush();
            } while (next < batch.end() && sink.writable());
        } catch (RuntimeException | OutOfMemoryError failure) {
            // As in signal().
            sink.failed(failure);
        }
        busy = false;
        parked = next < batch.end();
    }

    /** What goes wrong here ends this subscriber, and neither starves the others of the lane nor leaves it deaf. */
    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | OutOfMemoryError failure) {
            sink.failed(failure);
        }
    }

    private void write(Batch batch) {
        for (; next < batch.end() && sink.writable(); next++) {
            EventId id = batch.id(next);
            position = id.value();
            sink.event(batch.frame(next), id);
        }
    }

    void signal(Frame frame) {
        if (!parked && mode == Mode.PLACED && page == null && sink.writable()) {
            // Not by guard(): a lambda would be an object per delivery.
            try {
                sink.signal(frame);
                sink.flush();
            } catch (RuntimeException | OutOfMemoryError failure) {
                sink.failed(failure);
            }
        }
    }

    /** The sink is writable again. */
    public void resume() {
        if (parked && !busy) {
            advance();
        }
    }

    /** Writes all that is due, from the page or the ring, while the sink takes it. */
    void advance() {
        if (mode != Mode.PLACED || busy) {
            return;
        }
        busy = true;
        parked = false;
        guard(this::walk);
        busy = false;
        if (!live && !parked && mode == Mode.PLACED) {
            live = true;
            sink.live();
        }
    }

    private void walk() {
        boolean more = true;
        while (more && mode == Mode.PLACED) {
            if (!sink.writable()) {
                parked = true;
                return;
            }
            more = page == null ? writeRing() : writePage(page);
        }
    }

    /** Returns whether there may be more. */
    private boolean writeRing() {
        Batch batch = lane.walkBatch();
        if (!feed().copy(next, batch)) {
            find();
            return mode == Mode.PLACED;
        }
        try {
            write(batch);
            sink.flush();
            return next < batch.end() || batch.isFull();
        } finally {
            lane.loop().send();
            batch.release();
        }
    }

    private boolean writePage(Page reading) {
        for (; pageIndex < reading.size() && sink.writable(); pageIndex++) {
            EventId id = reading.id(pageIndex);
            position = id.value();
            sink.event(reading.frame(pageIndex), id);
        }
        sink.flush();
        lane.loop().send();
        if (pageIndex == reading.size()) {
            dropPage();
            find();
        }
        return true;
    }

    private void dropPage() {
        if (page != null) {
            page.release();
            page = null;
        }
    }

    /** Redis knows the position, and so does the ring by now. */
    void placed() {
        lane.loop().execute(() -> {
            if (mode == Mode.SEEKING) {
                find();
                advance();
            }
        });
    }

    /** Redis holds what the ring does not: goes on from {@code index}. */
    void replay(Page found, int index) {
        lane.loop().execute(() -> {
            if (mode != Mode.SEEKING) {
                found.release();
                return;
            }
            page = found;
            pageIndex = index;
            mode = Mode.PLACED;
            placedBefore = true;
            advance();
        });
    }

    /** Redis does not know the position any more, or never did. */
    void gone() {
        lane.loop().execute(() -> {
            if (mode == Mode.SEEKING) {
                Feed.Placement newest = feed().atNewest();
                guard(() -> reset(reason(newest), newest));
                advance();
            }
        });
    }

    private void reset(ResetReason reason, Feed.Placement newest) {
        EventId requested = new EventId(position);
        position = newest.newest().value();
        place(newest.next());
        sink.reset(new Reset(reason, requested, newest.oldest(), newest.newest()));
        sink.flush();
    }

    private ResetReason reason(Feed.Placement newest) {
        if (placedBefore) {
            return generation == feed().generation() ? ResetReason.OVERRUN : ResetReason.LOST;
        }
        if (newest.whole()) {
            return ResetReason.LOST;
        }
        return newest.oldest().value() > position ? ResetReason.TRIMMED : ResetReason.UNKNOWN;
    }

    /** What it has not written yet. Who reads Redis' history, or waits for it, is behind all that the ring holds. */
    Lag lag(Feed.Extent extent) {
        long due = mode == Mode.PLACED && page == null ? extent.next() - next
                : extent.events() + (page == null ? 0 : page.size() - pageIndex);
        return Lag.of(due, position == 0 ? extent.oldest() : new EventId(position), extent.newest());
    }

    /** Ends the subscription. */
    public void close() {
        if (mode != Mode.CLOSED) {
            mode = Mode.CLOSED;
            dropPage();
            lane.remove(seat);
        }
    }

    private Feed feed() {
        return lane.feed();
    }
}
