package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.Retention;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The newest events of one stream as ready-made frames, bounded by count, age and bytes; the newest always stays.
 *
 * <p>Every event has a sequence number of this ring, growing by one, which cursors use. A reload starts behind a hole
 * in the numbers, so that an old cursor finds itself too old. Guarded by the lock of the feed that owns it.
 */
final class Ring {

    private static final int SMALLEST = 16;
    private static final long MICROS_PER_MILLI = 1000;

    private final int maxEvents;
    private final long maxAgeMicros;
    private final long maxBytes;
    private final AtomicLong nodeBytes;
    private final long maxNodeBytes;

    private EventId[] ids = new EventId[SMALLEST];
    private long[] prevs = new long[SMALLEST];
    private Frame[] frames = new Frame[SMALLEST];
    private long oldest;
    private long next;
    private long bytes;

    /**
     * @param nodeBytes what all rings of this node take
     * @param maxNodeBytes above it, every ring that grows gives up its own oldest
     */
    Ring(Retention retention, long maxBytes, AtomicLong nodeBytes, long maxNodeBytes) {
        this.maxEvents = retention.maxEvents();
        this.maxAgeMicros = retention.maxAge().toMillis() * MICROS_PER_MILLI;
        this.maxBytes = maxBytes;
        this.nodeBytes = nodeBytes;
        this.maxNodeBytes = maxNodeBytes;
    }

    /** Takes over one hold on the frame. */
    void add(Event event, Frame frame) {
        if (next - oldest == ids.length) {
            grow();
        }
        int slot = slot(next++);
        ids[slot] = event.id();
        prevs[slot] = event.prev().value();
        frames[slot] = frame;
        count(frame.bytes());
        while (size() > 1 && tooMuch(event.id().value())) {
            dropOldest();
        }
    }

    private boolean tooMuch(long newestId) {
        return size() > maxEvents || bytes > maxBytes || nodeBytes.get() > maxNodeBytes
                || ids[slot(oldest)].value() < newestId - maxAgeMicros;
    }

    /** Forgets everything; cursors into it are too old from now on. */
    void clear() {
        while (size() > 0) {
            dropOldest();
        }
        oldest = ++next;
    }

    private void dropOldest() {
        int slot = slot(oldest++);
        count(-frames[slot].bytes());
        frames[slot].release();
    }

    private void count(int change) {
        bytes += change;
        nodeBytes.addAndGet(change);
    }

    private void grow() {
        EventId[] newIds = new EventId[ids.length * 2];
        long[] newPrevs = new long[newIds.length];
        Frame[] newFrames = new Frame[newIds.length];
        for (long at = oldest; at < next; at++) {
            int to = (int) (at & (newIds.length - 1));
            newIds[to] = ids[slot(at)];
            newPrevs[to] = prevs[slot(at)];
            newFrames[to] = frames[slot(at)];
        }
        ids = newIds;
        prevs = newPrevs;
        frames = newFrames;
    }

    private int slot(long sequence) {
        return (int) (sequence & (ids.length - 1));
    }

    int size() {
        return (int) (next - oldest);
    }

    long bytes() {
        return bytes;
    }

    /** How many events like those held take about {@code budget} bytes. */
    long eventsWithin(long budget) {
        return size() == 0 ? Long.MAX_VALUE : budget * size() / Math.max(1, bytes);
    }

    /** The sequence number of the oldest event. */
    long oldestSequence() {
        return oldest;
    }

    /** The sequence number that the next event will have. */
    long nextSequence() {
        return next;
    }

    EventId oldestId() {
        return size() == 0 ? EventId.NONE : ids[slot(oldest)];
    }

    EventId newestId() {
        return size() == 0 ? EventId.NONE : ids[slot(next - 1)];
    }

    /** Whether the first event that the stream ever had is still here, or there was none. */
    boolean isWhole() {
        return size() == 0 || prevs[slot(oldest)] == 0;
    }

    boolean contains(EventId id) {
        long at = firstAfter(id) - 1;
        return at >= oldest && ids[slot(at)].equals(id);
    }

    /** The sequence number of what follows a good position, or -1 when the position is not good in this ring. */
    long locate(EventId position) {
        long after = firstAfter(position);
        boolean isEvent = after > oldest && ids[slot(after - 1)].equals(position);
        boolean isBeforeOldest = after == oldest && size() > 0 && prevs[slot(oldest)] == position.value();
        return isEvent || isBeforeOldest || (position.isNone() && size() == 0) ? after : -1;
    }

    private long firstAfter(EventId id) {
        long low = oldest;
        long high = next;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (!ids[slot(middle)].isAfter(id)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Copies the events from {@code sequence} on into {@code batch}, with a hold on each frame. */
    void copy(long sequence, Batch batch) {
        batch.begin(sequence);
        for (long at = sequence; at < next && !batch.isFull(); at++) {
            batch.add(ids[slot(at)], frames[slot(at)]);
        }
    }
}
