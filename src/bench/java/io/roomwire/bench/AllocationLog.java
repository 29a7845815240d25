package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** What all threads of a process had allocated, in bytes, at the moments when its flight recorder looked. */
record AllocationLog(NavigableMap<Instant, Long> totals) {

    /** Reads a recording with {@code jdk.ThreadAllocationStatistics}; threads that have ended keep what they had. */
    static AllocationLog read(Path recording) {
        NavigableMap<Instant, Map<Long, Long>> moments = new TreeMap<>();
        for (RecordedEvent event : events(recording)) {
            moments.computeIfAbsent(event.getStartTime(), _ -> new HashMap<>())
                    .put(event.getThread("thread").getId(), event.getLong("allocated"));
        }
        Map<Long, Long> threads = new HashMap<>();
        NavigableMap<Instant, Long> totals = new TreeMap<>();
        moments.forEach((moment, allocated) -> {
            threads.putAll(allocated);
            totals.put(moment, threads.values().stream().mapToLong(Long::longValue).sum());
        });
        return new AllocationLog(totals);
    }

    /** Bytes per second between the first and the last look in that time. */
    double rate(Instant begin, Instant end) {
        NavigableMap<Instant, Long> within = totals.subMap(begin, true, end, true);
        if (within.size() < 2) {
            return Double.NaN;
        }
        long bytes = within.lastEntry().getValue() - within.firstEntry().getValue();
        return bytes * 1e9 / Duration.between(within.firstKey(), within.lastKey()).toNanos();
    }

    private static Iterable<RecordedEvent> events(Path recording) {
        try {
            return RecordingFile.readAllEvents(recording).stream()
                    .filter(event -> event.getEventType().getName().equals("jdk.ThreadAllocationStatistics")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
