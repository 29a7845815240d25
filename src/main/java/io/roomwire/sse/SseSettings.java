package io.roomwire.sse;

import java.time.Duration;

/**
 * How SSE connections are held.
 *
 * @param heartbeat a comment follows this much silence
 * @param slowReader a client that takes nothing for this long is closed
 * @param streams connections that this node holds at most
 */
public record SseSettings(Duration heartbeat, Duration slowReader, int streams) {
}
