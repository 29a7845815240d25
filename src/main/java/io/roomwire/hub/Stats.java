package io.roomwire.hub;

import io.roomwire.event.StreamKey;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** What this node has counted since its start. Safe for any thread, never blocks; no lookup by name per delivery. */
public final class Stats {

    private final Map<AppendResult, LongAdder> appends = adders(AppendResult.class);
    private final Map<ResetReason, LongAdder> resets = adders(ResetReason.class);
    private final Map<GapSource, LongAdder> gapsFilled = adders(GapSource.class);
    private final Map<GapSource, LongAdder> gapsReset = adders(GapSource.class);
    private final Map<CloseReason, LongAdder> closes = adders(CloseReason.class);
    private final Map<RefusalReason, LongAdder> refusals = adders(RefusalReason.class);
    private final Map<ResumeResult, LongAdder> resumes = adders(ResumeResult.class);
    private final Map<String, LongAdder> connections = new ConcurrentHashMap<>();
    private final StreamCounts streams = new StreamCounts();
    private final LongAdder deliveries = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder turns = new LongAdder();
    private final LongAdder turnEvents = new LongAdder();
    private volatile LongConsumer delays = micros -> { };

    public void appended(StreamKey stream, AppendResult result) {
        count(appends, result).increment();
        if (result == AppendResult.OK) {
            streams.count(stream);
        }
    }

    /** Events were written to connections. */
    public void delivered(long events, long written) {
        deliveries.add(events);
        bytes.add(written);
    }

    public void opened(String system) {
        connections.computeIfAbsent(system, name -> new LongAdder()).increment();
    }

    public void closed(String system, CloseReason reason) {
        connections.computeIfAbsent(system, name -> new LongAdder()).decrement();
        count(closes, reason).increment();
    }

    /** Somebody was not let in. */
    public void refused(RefusalReason reason) {
        count(refusals, reason).increment();
    }

    /** Somebody came with a position. */
    public void resumed(ResumeResult result) {
        count(resumes, result).increment();
    }

    /** So many events of one stream went to the connections of a loop together. */
    public void turned(int events) {
        turns.increment();
        turnEvents.add(events);
    }

    /** An event that was appended so many microseconds ago has been handed over, to all connections of a loop. */
    public void delayed(long micros) {
        delays.accept(micros);
    }

    /** Whom to tell of each delay; asked on event loops. */
    public void onDelay(LongConsumer micros) {
        delays = micros;
    }

    /** One client was told that its position is gone. */
    public void reset(ResetReason reason) {
        count(resets, reason).increment();
    }

    /** A feed missed events and, if {@code filled}, read them from Redis; otherwise it started anew. */
    public void gap(GapSource source, boolean filled) {
        count(filled ? gapsFilled : gapsReset, source).increment();
    }

    public long appends(AppendResult result) {
        return count(appends, result).sum();
    }

    /** How many events were appended to which stream. */
    public StreamCounts streams() {
        return streams;
    }

    public long resets(ResetReason reason) {
        return count(resets, reason).sum();
    }

    public long gaps(GapSource source, boolean filled) {
        return count(filled ? gapsFilled : gapsReset, source).sum();
    }

    public long closes(CloseReason reason) {
        return count(closes, reason).sum();
    }

    public long refusals(RefusalReason reason) {
        return count(refusals, reason).sum();
    }

    public long resumes(ResumeResult result) {
        return count(resumes, result).sum();
    }

    public long turns() {
        return turns.sum();
    }

    public long turnEvents() {
        return turnEvents.sum();
    }

    public long deliveries() {
        return deliveries.sum();
    }

    /** Payload bytes of what was delivered, envelopes included. */
    public long bytes() {
        return bytes.sum();
    }

    /** Open connections by the system of their first stream, of every system that ever had one here. */
    public Map<String, Long> connections() {
        Map<String, Long> now = new ConcurrentHashMap<>();
        connections.forEach((system, open) -> now.put(system, open.sum()));
        return now;
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    private static <E> LongAdder count(Map<E, LongAdder> adders, E key) {
        return Objects.requireNonNull(adders.get(key));
    }
}
