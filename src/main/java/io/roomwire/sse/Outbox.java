package io.roomwire.sse;

import io.netty.channel.unix.Buffer;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames due to connections of one event loop, on their way to the kernel without a queue entry, a promise or a
 * view per delivery: frames are shared memory, and what a socket takes at once needs no bookkeeping. Netty's queue is
 * for what it does not take.
 *
 * <p>With an io_uring, sends of many connections wait here for one system call; without, each connection's frames are
 * written by one {@code write} or {@code writev}. Nothing waits when a task of the loop ends, so a descriptor cannot
 * become another connection's meanwhile, as long as who closes a channel sends first. Confined to the loop.
 */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

    /** Of one connection at a time: a kernel takes 1,024; more than a socket buffer is of no use. */
    private static final int MOST_FRAMES = 64;
    private static final long MOST_BYTES = 64 * 1024;
    private static final int CAPACITY = 1024;
    private static final int PIECE = 16;
    private static final int LENGTH = 8;

    private final SseFrame[] frames = new SseFrame[CAPACITY];
    private final ByteBuffer vector = ByteBuffer.allocateDirect(CAPACITY * PIECE).order(ByteOrder.nativeOrder());
    private final long vectorAddress = Buffer.memoryAddress(vector);
    private final Http1Wire[] wires = new Http1Wire[Uring.DEPTH];
    private final int[] ends = new int[Uring.DEPTH];
    private final List<Runnable> leftovers = new ArrayList<>();
    private Optional<Uring> uring;
    private int waiting;
    private int begin;
    private int end;
    private long bytes;

    /** @param batching whether to send by io_uring, where the kernel lets it; then to be made on the loop's thread */
    Outbox(boolean batching) {
        this.uring = batching ? open() : Optional.empty();
    }

    private static Optional<Uring> open() {
        try {
            return Optional.of(new Uring());
        } catch (IOException refused) {
            LOG.info("sends are not batched: {}", refused.getMessage());
            return Optional.empty();
        }
    }

    /** Whether the kernel's addresses are what this class writes. */
    static boolean isSupported() {
        return Buffer.addressSize() == LENGTH;
    }

    /** Whether the connection at hand may be given another frame. */
    boolean hasRoom() {
        return end - begin < MOST_FRAMES && bytes < MOST_BYTES;
    }

    /** Adds a frame for the connection at hand; it must be held until the next {@link #send}. */
    void add(SseFrame frame, boolean chunked) {
        frames[end] = frame;
        vector.putLong(end * PIECE, frame.address(chunked));
        vector.putLong(end * PIECE + LENGTH, frame.length(chunked));
        end++;
        bytes += frame.length(chunked);
    }

    /** No more frames for this connection now. Returns whether they wait for {@link #send}. */
    boolean close(Http1Wire wire, FileDescriptor socket) {
        if (begin == end) {
            return false;
        }
        if (uring.isEmpty()) {
            write(wire, socket);
            return false;
        }
        stage(uring.get(), wire, socket.intValue());
        return true;
    }

    private void write(Http1Wire wire, FileDescriptor socket) {
        int last = end;
        end = begin;
        try {
            long taken = last - begin == 1
                    ? socket.writeAddress(vector.getLong(begin * PIECE), 0, (int) bytes)
                    : socket.writevAddresses(vectorAddress + (long) begin * PIECE, last - begin);
            bytes = 0;
            leaveOver(wire, begin, last, taken);
        } catch (IOException gone) {
            bytes = 0;
            leftovers.add(wire::abort);
        }
        settle();
    }

    private void stage(Uring ring, Http1Wire wire, int socket) {
        if (end - begin == 1) {
            ring.send(socket, vector.getLong(begin * PIECE), (int) bytes);
        } else {
            ring.sendVector(socket, vectorAddress + (long) begin * PIECE, end - begin);
        }
        wires[waiting] = wire;
        ends[waiting++] = end;
        begin = end;
        bytes = 0;
    }

    boolean isEmpty() {
        return end == 0 && waiting == 0;
    }

    /** How many connections' sends wait for {@link #send}. */
    int waiting() {
        return waiting;
    }

    /** Whether another connection's frames would find no place. */
    boolean isFull() {
        return waiting == Uring.DEPTH || CAPACITY - end < MOST_FRAMES;
    }

    /** Drops what the connection at hand was given since it was last closed. */
    void discard() {
        end = begin;
        bytes = 0;
    }

    /** Sends what waits. What sockets do not take is in Netty's queues afterwards. */
    void send() {
        if (waiting > 0) {
            uring.ifPresent(this::submit);
        }
    }

    private void submit(Uring ring) {
        int count = waiting;
        try {
            ring.submit();
        } catch (IOException broken) {
            LOG.warn("sends are not batched any more: {}", broken.getMessage());
            uring = Optional.empty();
        }
        int from = 0;
        for (int i = 0; i < count; i++) {
            wires[i].sent();
            leaveOver(wires[i], from, ends[i], ring.result(i));
            from = ends[i];
        }
        waiting = 0;
        begin = 0;
        end = 0;
        settle();
    }

    private void leaveOver(Http1Wire wire, int from, int to, long result) {
        if (result < 0 && result != Uring.AGAIN) {
            leftovers.add(wire::abort);
            return;
        }
        long skip = Math.max(0, result);
        for (int i = from; i < to; i++) {
            long length = vector.getLong(i * PIECE + LENGTH);
            if (skip < length) {
                leftovers.add(wire.rest(frames[i], (int) skip));
            }
            skip = Math.max(0, skip - length);
        }
    }

    /** Lets go of the kernel's part, when the loop has ended. */
    void close() {
        uring.ifPresent(ring -> {
            try {
                ring.close();
            } catch (IOException e) {
                LOG.debug("an io_uring could not be closed", e);
            }
        });
        uring = Optional.empty();
    }

    /** Last of all, since what they lead to may write. */
    private void settle() {
        while (!leftovers.isEmpty()) {
            List<Runnable> now = List.copyOf(leftovers);
            leftovers.clear();
            now.forEach(Runnable::run);
        }
    }
}
