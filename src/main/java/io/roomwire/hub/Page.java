package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What Redis holds from some position on, for those whose position a node's ring does not hold any more. Encoded once
 * and shared by all who asked at that moment; each of them releases it once.
 *
 * <p>Immutable but for the count of its holders.
 */
final class Page {

    private final List<Event> events;
    private final List<Frame> frames;
    private final boolean complete;
    private final AtomicInteger holders;

    /** @param complete whether it reaches the newest event */
    Page(List<Event> events, FrameEncoder encoder, boolean complete, int holders) {
        this.events = List.copyOf(events);
        this.frames = events.stream().map(encoder::encode).toList();
        this.complete = complete;
        this.holders = new AtomicInteger(holders);
    }

    /** The index of what follows the position, or -1 when it is not good here. */
    int locate(EventId position) {
        int after = 0;
        while (after < events.size() && !events.get(after).id().isAfter(position)) {
            after++;
        }
        boolean isEvent = after > 0 && events.get(after - 1).id().equals(position);
        boolean isBefore = after < events.size() && events.get(after).prev().equals(position);
        return isEvent || isBefore || (position.isNone() && events.isEmpty()) ? after : -1;
    }

    /** Whether the position may lie behind the end of this page. */
    boolean endsBefore(EventId position) {
        return !complete && position.isAfter(events.getLast().id());
    }

    /** Whether Redis' newest event lies below one that the node holds: the branch has changed. */
    boolean isBehind(EventId held) {
        return complete && (events.isEmpty() ? !held.isNone() : held.isAfter(events.getLast().id()));
    }

    int size() {
        return events.size();
    }

    EventId id(int index) {
        return events.get(index).id();
    }

    Frame frame(int index) {
        return frames.get(index);
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            frames.forEach(Frame::release);
        }
    }
}
