package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.ops.DrainSettings;
import io.roomwire.sse.SseSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The settings of SSE connections and of their end. */
@Factory
final class StreamSettings {

    private static final Setting<Duration> HEARTBEAT = Setting.duration("roomwire.sse.heartbeat",
            Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofMinutes(5),
            "A comment is sent after this much silence.");
    private static final Setting<Duration> SLOW_READER = Setting.duration("roomwire.sse.slow-reader",
            Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofHours(1),
            "A client that takes nothing for this long is closed.");
    static final Setting<Integer> STREAMS = Setting.count("roomwire.sse.streams", 20_000, 1, 1_000_000,
            "SSE connections that one node holds at most.");
    private static final Setting<Duration> MAX_AGE = Setting.duration("roomwire.sse.max-age", Duration.ZERO,
            Duration.ZERO, Duration.ofDays(7),
            "A stream is ended after half of this to all of it, by chance, so that clients come again and spread"
                    + " over nodes that were added; 0s for never.");
    private static final String IO_URING = "io_uring";
    private static final String NIO = "nio";
    private static final Setting<String> TRANSPORT = Setting.choice("roomwire.transport",
            List.of(IO_URING, "epoll", NIO),
            "How sockets are served and events sent; what the machine does not offer gives way to the next.");
    private static final Setting<Duration> GRACE = Setting.duration("roomwire.drain.grace", Duration.ZERO,
            Duration.ZERO, Duration.ofMinutes(10),
            "How long a node that is told to end keeps its streams as not ready, while balancers learn of it.");
    private static final Setting<Duration> SPREAD = Setting.duration("roomwire.drain.spread", Duration.ZERO,
            Duration.ZERO, Duration.ofMinutes(10),
            "Over how long it then ends its streams; it is gone at most 5 s later.");

    @Context
    SseSettings sse(Settings settings) {
        return new SseSettings(settings.get(HEARTBEAT), settings.get(SLOW_READER),
                Descriptors.forStreams(settings.get(STREAMS)),
                settings.get(MAX_AGE), settings.get(TRANSPORT).equals(IO_URING));
    }

    /** What the server has to be told of the transport beyond its own configuration. */
    static Map<String, Object> transport(Settings settings) {
        return settings.get(TRANSPORT).equals(NIO)
                ? Map.of("micronaut.netty.event-loops.default.transport", NIO,
                        "micronaut.server.netty.parent.transport", NIO)
                : Map.of();
    }

    @Context
    DrainSettings drain(Settings settings) {
        return new DrainSettings(settings.get(GRACE), settings.get(SPREAD));
    }
}
