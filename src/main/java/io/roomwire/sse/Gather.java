package io.roomwire.sse;

import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames due to one connection, handed to the kernel in one {@code write} or {@code writev} without a queue entry,
 * a promise or a view per delivery: frames are shared memory, and what the socket takes at once needs no bookkeeping.
 * Netty's queue is for what it does not take.
 *
 * <p>One per event loop, used by one connection at a time between its first frame and its flush.
 */
final class Gather {

    /** A kernel takes 1,024; more than a socket buffer is of no use. */
    private static final int MOST_FRAMES = 64;
    private static final long MOST_BYTES = 64 * 1024;
    private static final int ENTRY = 16;
    private static final int LENGTH = 8;

    private static final FastThreadLocal<Gather> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected Gather initialValue() {
            return new Gather();
        }
    };

    private final SseFrame[] frames = new SseFrame[MOST_FRAMES];
    private final ByteBuffer vector = ByteBuffer.allocateDirect(MOST_FRAMES * ENTRY).order(ByteOrder.nativeOrder());
    private final long vectorAddress = Buffer.memoryAddress(vector);
    private int count;
    private long bytes;

    /** The calling event loop's. */
    static Gather ofLoop() {
        return OF_LOOP.get();
    }

    /** Whether the kernel's addresses are what this class writes. */
    static boolean isSupported() {
        return Buffer.addressSize() == LENGTH;
    }

    boolean hasRoom() {
        return count < MOST_FRAMES && bytes < MOST_BYTES;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The frame must be held by the caller until the next {@link #clear}. */
    void add(SseFrame frame, boolean chunked) {
        frames[count] = frame;
        vector.putLong(count * ENTRY, frame.address(chunked));
        vector.putLong(count * ENTRY + LENGTH, frame.length(chunked));
        count++;
        bytes += frame.length(chunked);
    }

    /** Returns how many bytes the socket took, 0 when it takes none now. */
    long write(FileDescriptor socket) throws IOException {
        return count == 1
                ? socket.writeAddress(vector.getLong(0), 0, (int) bytes)
                : socket.writevAddresses(vectorAddress, count);
    }

    int count() {
        return count;
    }

    long bytes() {
        return bytes;
    }

    SseFrame frame(int index) {
        return frames[index];
    }

    void clear() {
        count = 0;
        bytes = 0;
    }
}
