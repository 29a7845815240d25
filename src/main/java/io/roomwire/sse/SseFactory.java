package io.roomwire.sse;

import io.micronaut.context.annotation.Factory;
import io.netty.buffer.ByteBufAllocator;
import io.roomwire.hub.FrameEncoder;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Makes the parts that speak SSE. */
@Factory
final class SseFactory {

    @Singleton
    FrameEncoder encoder() {
        return new SseEncoder(ByteBufAllocator.DEFAULT);
    }

    @Singleton
    SseStreams streams(Hub hub, StreamGate gate, SseSettings settings, Stats stats, Clock clock) {
        Pacing pacing = new Pacing(clock, () -> ThreadLocalRandom.current().nextLong());
        return new SseStreams(hub, gate, settings, stats, pacing);
    }
}
