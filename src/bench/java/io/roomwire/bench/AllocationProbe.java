package io.roomwire.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * Bytes that a node allocates per delivery, by the threads' own counters in a flight recording. It runs beside nothing
 * else and with a node of its own, so that the recording weighs on no other figure.
 */
final class AllocationProbe {

    private static final Path RECORDED = Path.of("allocation.jfr");

    private final Workshop workshop;
    private final SseLoad client;
    private final Pace pace;

    AllocationProbe(Workshop workshop, SseLoad client, Pace pace) {
        this.workshop = workshop;
        this.client = client;
        this.pace = pace;
    }

    /** Puts the load on a node that is warm and looks at the measured part of it. */
    double bytesPerDelivery(Experiment experiment) {
        Load load = experiment.load();
        Path note = client.note();
        Path recording = note.resolveSibling(RECORDED);
        Measured measured;
        try (Contender node = Peer.ROOMWIRE.start(workshop.with(flag(recording)))) {
            client.run(node, pace.warming(experiment));
            measured = client.run(node, load.with("--hook", "date +%s%N > " + note));
        }
        Instant begin = written(note).plus(seconds(load.warmup()));
        double perSecond = AllocationLog.read(recording).rate(begin, begin.plus(seconds(load.seconds())));
        return perSecond / measured.get("delivered_per_s");
    }

    private String flag(Path recording) {
        return "-XX:StartFlightRecording=settings=" + workshop.source("jfr/allocation.jfc") + ",filename=" + recording;
    }

    /** The load client notes the moment before it appends its first event. */
    private static Instant written(Path note) {
        try {
            return Instant.EPOCH.plusNanos(Long.parseLong(Files.readString(note).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Duration seconds(double value) {
        return Duration.ofMillis(Math.round(value * 1_000));
    }
}
