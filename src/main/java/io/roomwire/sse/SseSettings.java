package io.roomwire.sse;

import java.time.Duration;

/**
 * How SSE connections are held.
 *
 * @param heartbeat a comment follows this much silence
 * @param slowReader a client that takes nothing for this long is closed
 * @param streams connections that this node holds at most
 * @param maxAge after half of this to all of it, by chance, a connection is ended, and its client comes again; 0 for
 *     never
 * @param batching whether one system call may send to many connections, where the kernel has io_uring
 */
public record SseSettings(Duration heartbeat, Duration slowReader, int streams, Duration maxAge, boolean batching) {
}
