package io.roomwire.sse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;

/**
 * An io_uring that sends on many sockets by one system call. Each send is tried at once and never waits, so that
 * {@link #submit} has every result when it returns. Layouts and numbers are those of the kernel's
 * {@code linux/io_uring.h}; the system call's numbers are the same on every architecture.
 *
 * <p>Confined to the thread that opened it.
 */
@SuppressWarnings("restricted")
final class Uring implements AutoCloseable {

    /** Sends per call; more makes no difference, and their entries fit the nearest cache. */
    static final int DEPTH = 256;
    /** What a send answers that the socket cannot take now. */
    static final int AGAIN = -11;

    private static final long SETUP = 425;
    private static final long ENTER = 426;
    private static final long GET_EVENTS = 1;
    /** SUBMIT_ALL, COOP_TASKRUN and SINGLE_ISSUER: one failure stops no other, nobody interrupts, one thread submits. */
    private static final int FLAGS = 1 << 7 | 1 << 8 | 1 << 12;

    /** Of {@code struct io_uring_params}. */
    private static final long PARAMETERS = 120;
    private static final long AT_FLAGS = 8;
    private static final long AT_SQ_TAIL = 44;
    private static final long AT_SQ_ARRAY = 64;
    private static final long AT_CQ_HEAD = 80;
    private static final long AT_CQ_TAIL = 84;
    private static final long AT_CQ_MASK = 88;
    private static final long AT_CQ_ENTRIES = 4;
    private static final long AT_CQ_RESULTS = 100;

    /** For {@code mmap}. */
    private static final long SQ_RING = 0;
    private static final long CQ_RING = 0x8000000L;
    private static final long ENTRIES = 0x10000000L;
    private static final int READ_WRITE = 3;
    private static final int SHARED_AND_POPULATED = 0x8001;

    /** Of {@code struct io_uring_sqe} and {@code struct io_uring_cqe}. */
    private static final long ENTRY = 64;
    private static final long AT_SOCKET = 4;
    private static final long AT_ADDRESS = 16;
    private static final long AT_LENGTH = 24;
    private static final long AT_MESSAGE_FLAGS = 28;
    private static final long AT_USER_DATA = 32;
    private static final long RESULT = 16;
    private static final long AT_VALUE = 8;
    private static final byte SEND = 26;
    private static final byte SEND_MESSAGE = 9;
    /** MSG_DONTWAIT and MSG_NOSIGNAL. */
    private static final int AT_ONCE = 0x40 | 0x4000;

    /** Of {@code struct msghdr} on 64 bits. */
    private static final long MESSAGE = 56;
    private static final long AT_VECTOR = 16;
    private static final long AT_VECTOR_LENGTH = 24;

    private static final int EINTR = 4;
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final long AT_ERRNO =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));
    private static final MethodHandle SYSCALL = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.firstVariadicArg(1), ERRNO);
    private static final MethodHandle MMAP = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("mmap"),
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG), ERRNO);
    private static final MethodHandle MUNMAP = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("munmap"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG));
    private static final VarHandle SHARED_INT = JAVA_INT.varHandle();

    private final MemorySegment errno;
    private final int descriptor;
    private final MemorySegment submissions;
    private final MemorySegment completions;
    private final MemorySegment entries;
    private final MemorySegment messages;
    private final long atTail;
    private final long atHead;
    private final long atCompleted;
    private final long atResults;
    private final int resultMask;
    private final int[] results = new int[DEPTH];
    private int tail;
    private int filled;

    /** Opens one; fails where the kernel, or whoever guards it, does not let it. */
    Uring() throws IOException {
        Arena memory = Arena.ofAuto();
        errno = memory.allocate(Linker.Option.captureStateLayout());
        MemorySegment parameters = memory.allocate(PARAMETERS, Long.BYTES);
        parameters.set(JAVA_INT, AT_FLAGS, FLAGS);
        descriptor = (int) call(SETUP, DEPTH, parameters.address(), 0, 0);
        atTail = at(parameters, AT_SQ_TAIL);
        atHead = at(parameters, AT_CQ_HEAD);
        atCompleted = at(parameters, AT_CQ_TAIL);
        atResults = at(parameters, AT_CQ_RESULTS);
        submissions = map(SQ_RING, at(parameters, AT_SQ_ARRAY) + (long) DEPTH * Integer.BYTES);
        completions = map(CQ_RING, atResults + at(parameters, AT_CQ_ENTRIES) * RESULT);
        resultMask = completions.get(JAVA_INT, at(parameters, AT_CQ_MASK));
        entries = map(ENTRIES, DEPTH * ENTRY);
        messages = memory.allocate(DEPTH * MESSAGE, Long.BYTES);
        for (int i = 0; i < DEPTH; i++) {
            submissions.set(JAVA_INT, at(parameters, AT_SQ_ARRAY) + (long) i * Integer.BYTES, i);
        }
    }

    private static long at(MemorySegment parameters, long field) {
        return parameters.get(JAVA_INT, field);
    }

    private MemorySegment map(long what, long size) throws IOException {
        try {
            MemorySegment mapped = (MemorySegment) MMAP.invokeExact(errno, MemorySegment.NULL, size, READ_WRITE,
                    SHARED_AND_POPULATED, descriptor, what);
            if (mapped.address() == -1) {
                throw new IOException("mmap of an io_uring: errno " + errno.get(JAVA_INT, AT_ERRNO));
            }
            return mapped.reinterpret(size);
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    private long call(long number, long first, long second, long third, long fourth) throws IOException {
        try {
            long answer = (long) SYSCALL.invokeExact(errno, number, first, second, third, fourth, 0L, 0L);
            if (answer < 0) {
                int error = errno.get(JAVA_INT, AT_ERRNO);
                if (error == EINTR) {
                    return 0;
                }
                throw new IOException("io_uring: errno " + error);
            }
            return answer;
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    boolean isFull() {
        return filled == DEPTH;
    }

    /** Adds a send of {@code length} bytes; the memory stays the caller's and must be there until {@link #submit}. */
    void send(int socket, long address, int length) {
        add(SEND, socket, address, length);
    }

    /** Adds a send of {@code count} pieces, whose {@code struct iovec}s lie at {@code vector}. */
    void sendVector(int socket, long vector, int count) {
        long message = filled * MESSAGE;
        messages.set(JAVA_LONG, message + AT_VECTOR, vector);
        messages.set(JAVA_LONG, message + AT_VECTOR_LENGTH, count);
        add(SEND_MESSAGE, socket, messages.address() + message, 1);
    }

    private void add(byte operation, int socket, long address, int length) {
        long entry = (tail & (DEPTH - 1)) * ENTRY;
        entries.set(ValueLayout.JAVA_BYTE, entry, operation);
        entries.set(JAVA_INT, entry + AT_SOCKET, socket);
        entries.set(JAVA_LONG, entry + AT_ADDRESS, address);
        entries.set(JAVA_INT, entry + AT_LENGTH, length);
        entries.set(JAVA_INT, entry + AT_MESSAGE_FLAGS, AT_ONCE);
        entries.set(JAVA_LONG, entry + AT_USER_DATA, filled);
        tail++;
        filled++;
    }

    /** Sends all that was added. The results count from the first that was added. */
    void submit() throws IOException {
        int count = filled;
        filled = 0;
        Arrays.fill(results, 0, count, AGAIN);
        SHARED_INT.setRelease(submissions, atTail, tail);
        try {
            long left = count;
            while (left > 0) {
                left -= call(ENTER, descriptor, left, left, GET_EVENTS);
            }
        } finally {
            takeResults();
        }
    }

    private void takeResults() {
        int head = completions.get(JAVA_INT, atHead);
        int end = (int) SHARED_INT.getAcquire(completions, atCompleted);
        for (; head != end; head++) {
            long result = atResults + (head & resultMask) * RESULT;
            results[(int) completions.get(JAVA_LONG, result)] = completions.get(JAVA_INT, result + AT_VALUE);
        }
        SHARED_INT.setRelease(completions, atHead, head);
    }

    /** How many bytes the socket took, or an error below 0: {@link #AGAIN} when it takes none now. */
    int result(int index) {
        return results[index];
    }

    /** Its thread must have ended, or use it no more. */
    @Override
    public void close() throws IOException {
        for (MemorySegment each : List.of(submissions, completions, entries)) {
            unmap(each);
        }
        new FileDescriptor(descriptor).close();
    }

    private static void unmap(MemorySegment mapped) {
        try {
            var _ = (int) MUNMAP.invokeExact(mapped, mapped.byteSize());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }
}
