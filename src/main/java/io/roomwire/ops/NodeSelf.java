package io.roomwire.ops;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.roomwire.hub.Readiness;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Who this node is and in which state. Safe for any thread, never blocks. */
@Singleton
final class NodeSelf {

    /** The build writes it into the jar. */
    private static final String VERSION =
            Optional.ofNullable(NodeSelf.class.getPackage().getImplementationVersion()).orElse("unpacked");

    private final String name;
    private final Readiness readiness;
    private final Instant start;
    private volatile String address = "";
    private volatile boolean wasReady;
    private volatile boolean leaving;

    /** Ready says that new viewers may come, not that Redis is there at this moment. */
    enum Condition {
        STARTING, READY, NOT_DELIVERING, DRAINING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    NodeSelf(NodeReports reports, Readiness readiness, InstantSource clock) {
        this.name = reports.node();
        this.readiness = readiness;
        this.start = clock.instant();
    }

    @EventListener
    void listens(ServerStartupEvent event) {
        address = event.getSource().getHost() + ':' + event.getSource().getPort();
    }

    @EventListener
    void ends(ShutdownEvent event) {
        leaving = true;
    }

    String name() {
        return name;
    }

    String version() {
        return VERSION;
    }

    /** Empty before the server listens. */
    String address() {
        return address;
    }

    Instant start() {
        return start.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Why it is not ready; empty when it is. */
    String reason() {
        return readiness.reason();
    }

    Condition condition() {
        boolean ready = readiness.ready();
        wasReady |= ready;
        if (leaving) {
            return Condition.DRAINING;
        }
        if (ready) {
            return Condition.READY;
        }
        return wasReady ? Condition.NOT_DELIVERING : Condition.STARTING;
    }
}
