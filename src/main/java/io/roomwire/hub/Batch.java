package io.roomwire.hub;

import io.roomwire.event.EventId;

/** Consecutive events copied out of a ring, each frame held; reused from turn to turn. Confined to one loop. */
final class Batch {

    private static final int CAPACITY = 128;

    private final EventId[] ids = new EventId[CAPACITY];
    private final Frame[] frames = new Frame[CAPACITY];
    private long first;
    private int size;

    void begin(long sequence) {
        first = sequence;
        size = 0;
    }

    boolean isFull() {
        return size == CAPACITY;
    }

    void add(EventId id, Frame frame) {
        frame.retain();
        ids[size] = id;
        frames[size++] = frame;
    }

    long first() {
        return first;
    }

    long end() {
        return first + size;
    }

    EventId id(long sequence) {
        return ids[(int) (sequence - first)];
    }

    Frame frame(long sequence) {
        return frames[(int) (sequence - first)];
    }

    void tell(Loop.Turns turns) {
        if (size > 0) {
            turns.turned(size);
        }
        for (int i = 0; i < size; i++) {
            turns.sent(ids[i]);
        }
    }

    void release() {
        for (int i = 0; i < size; i++) {
            frames[i].release();
        }
        size = 0;
    }
}
