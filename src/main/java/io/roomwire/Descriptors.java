package io.roomwire;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many file descriptors the process may have. Streams are refused, with an answer, before there are none left, since
 * who cannot be accepted cannot be answered.
 */
final class Descriptors {

    private static final Logger LOG = LoggerFactory.getLogger(Descriptors.class);
    /** For everything but streams: Redis, files, requests. */
    private static final long OTHERS = 128;

    private Descriptors() {
    }

    /** At most so many as are wished. */
    static int forStreams(int wished) {
        long most = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean machine
                ? machine.getMaxFileDescriptorCount() : Long.MAX_VALUE;
        int streams = Math.clamp(most - OTHERS, 1, wished);
        if (streams < wished) {
            LOG.info("this process may open {} files: it holds {} streams at most, not {}", most, streams, wished);
        }
        return streams;
    }
}
