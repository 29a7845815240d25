package io.roomwire.redis;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what becomes of plain channels on this node. Safe for any thread. */
final class IngestMetrics {

    private final Map<Loss, Counter> lost = new EnumMap<>(Loss.class);
    private final AtomicInteger holds = new AtomicInteger();

    /** Why a message that was heard is not in the log. */
    enum Loss {

        /** More came than Redis took. */
        FULL,

        /** By the append's own claim or limit, or because the role had passed on. */
        REFUSED,

        /** Redis did not answer; it may be in the log all the same. */
        UNAVAILABLE,

        /** A fault of the program. */
        FAILED
    }

    IngestMetrics(MeterRegistry registry) {
        for (Loss loss : Loss.values()) {
            lost.put(loss, Counter.builder("roomwire.ingest.lost").tag("reason", loss.name().toLowerCase(Locale.ROOT))
                    .description("messages of plain channels that were heard here and not appended")
                    .register(registry));
        }
        Gauge.builder("roomwire.ingest.holder", holds, AtomicInteger::get)
                .description("1 on the node that ingests plain channels").register(registry);
    }

    void lost(Loss loss) {
        Objects.requireNonNull(lost.get(loss)).increment();
    }

    void holds(boolean holder) {
        holds.set(holder ? 1 : 0);
    }
}
