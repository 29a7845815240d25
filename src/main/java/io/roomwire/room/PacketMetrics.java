package io.roomwire.room;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts packet builds. Safe for any thread. */
@Singleton
final class PacketMetrics {

    private final Counter builds;
    private final Counter joined;
    private final Counter timerSkips;
    private final ConcurrentMap<String, Integer> running = new ConcurrentHashMap<>();
    private final AtomicInteger highest = new AtomicInteger();

    PacketMetrics(MeterRegistry registry) {
        builds = Counter.builder("roomwire.packet.builds").description("packet builds started").register(registry);
        joined = Counter.builder("roomwire.packet.joined").description("calls that took a running build's packet")
                .register(registry);
        timerSkips = Counter.builder("roomwire.packet.timer.skips")
                .description("timer ticks skipped because a build was running").register(registry);
        Gauge.builder("roomwire.packet.build.concurrency.max", highest, AtomicInteger::get)
                .description("most builds of one room at the same time; a single flight keeps it at 1")
                .register(registry);
    }

    void started(String roomId) {
        builds.increment();
        highest.accumulateAndGet(running.merge(roomId, 1, Integer::sum), Math::max);
    }

    void finished(String roomId) {
        running.computeIfPresent(roomId, (room, count) -> count == 1 ? null : count - 1);
    }

    void joined() {
        joined.increment();
    }

    void timerSkipped() {
        timerSkips.increment();
    }
}
