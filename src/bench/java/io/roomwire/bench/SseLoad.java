package io.roomwire.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The load client and referee, {@code sseload.c}, one process per run. */
final class SseLoad {

    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int UNUSABLE = 2;

    private final Workshop workshop;
    private final AtomicInteger runs = new AtomicInteger();

    SseLoad(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Puts the load on the contender, in streams that no run before has used, and tells what was measured. */
    Measured run(Contender contender, Load load) {
        return measured(start(contender, load));
    }

    /** Begins the same, beside whatever else runs; {@link #measured} waits for its end. */
    Child start(Contender contender, Load load) {
        List<String> command = new ArrayList<>(List.of(workshop.tool("sseload").toString()));
        String run = "r" + runs.incrementAndGet();
        Address address = contender.address();
        command.addAll(load.rate() > 0 ? address.publishing(run, load.payload()) : address.watching(run));
        command.addAll(contender.accounting());
        command.addAll(load.flags());
        return Child.start(workshop.folder("sseload"), "sseload", Map.of(), command);
    }

    /** What a load that was begun has measured in the end. */
    static Measured measured(Child client) {
        if (client.exitStatus(LIMIT) >= UNUSABLE) {
            throw new BenchFailure("sseload: " + client.complaints());
        }
        return Measured.parse(client.printed());
    }

    /** A file of this run's own, not yet there, for what a hook notes. */
    Path note() {
        return workshop.folder("note").resolve("note");
    }
}
