package io.roomwire;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/**
 * How many file descriptors the process may have. Streams are refused, with an answer, before there are none left: who
 * cannot be accepted cannot be answered.
 */
final class Descriptors {

    /** For everything but streams: Redis, files, requests. */
    private static final long OTHERS = 128;

    private Descriptors() {
    }

    /** At most so many as are wished. */
    static int forStreams(int wished) {
        return Math.clamp(most() - OTHERS, 1, wished);
    }

    private static long most() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean machine
                ? machine.getMaxFileDescriptorCount() : Long.MAX_VALUE;
    }

    /** For people, where it is fewer than wished. */
    static Optional<String> shortage(int wished) {
        int streams = forStreams(wished);
        return streams == wished ? Optional.empty() : Optional.of("this process may open " + most()
                + " files: it holds " + streams + " streams at most, not " + wished);
    }
}
