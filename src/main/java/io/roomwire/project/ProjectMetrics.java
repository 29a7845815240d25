package io.roomwire.project;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Counts how streams begin, and how long signatures take. Safe for any thread. */
@Singleton
final class ProjectMetrics {

    private final Map<Resume, Counter> resumes = new EnumMap<>(Resume.class);
    private final Map<Connect, Counter> connects = new EnumMap<>(Connect.class);
    private final Map<Connect, Counter> reconnects = new EnumMap<>(Connect.class);
    private final Timer signatures;

    /** What a client that came with a position got. */
    enum Resume {
        /** All that it had missed. */
        COMPLETE,
        /** The first of what it had missed, and how many there are. */
        PARTIAL,
        /** Word that its position is gone, and what is retained. */
        RESET,
        /** What this node remembers, since Redis is away. */
        FROM_MEMORY
    }

    /** What became of a wish for a stream. */
    enum Connect {
        SERVED, LIMITED, UNAVAILABLE
    }

    ProjectMetrics(MeterRegistry registry) {
        for (Resume result : Resume.values()) {
            resumes.put(result, Counter.builder("roomwire.project.resumes").tag("result", ProjectWords.of(result))
                    .description("streams that went on from a position").register(registry));
        }
        for (Connect result : Connect.values()) {
            connects.put(result, connect(registry, result, false));
            reconnects.put(result, connect(registry, result, true));
        }
        signatures = Timer.builder("roomwire.project.signatures").description("checks of signed requests")
                .register(registry);
    }

    private static Counter connect(MeterRegistry registry, Connect result, boolean again) {
        return Counter.builder("roomwire.project.connects").tag("result", ProjectWords.of(result))
                .tag("again", Boolean.toString(again)).description("streams asked for").register(registry);
    }

    void resumed(Resume result) {
        Objects.requireNonNull(resumes.get(result)).increment();
    }

    /** @param again whether the client came with a position */
    void asked(Connect result, boolean again) {
        Objects.requireNonNull((again ? reconnects : connects).get(result)).increment();
    }

    void checked(Duration time) {
        signatures.record(time);
    }
}
