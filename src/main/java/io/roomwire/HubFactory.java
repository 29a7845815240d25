package io.roomwire;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.roomwire.event.Retentions;
import io.roomwire.hub.EventLog;
import io.roomwire.hub.FeedSettings;
import io.roomwire.hub.FrameEncoder;
import io.roomwire.hub.Gauges;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LiveChannel;
import io.roomwire.hub.LocalStreams;
import io.roomwire.hub.Preparation;
import io.roomwire.hub.Prepared;
import io.roomwire.hub.Probe;
import io.roomwire.hub.Readiness;
import io.roomwire.hub.ReadinessSettings;
import io.roomwire.hub.Stats;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Makes the hub's parts, which know nothing of containers. */
@Factory
final class HubFactory {

    @Singleton
    Stats stats() {
        return new Stats();
    }

    @Singleton
    Hub.Ports ports(EventLog log, LiveChannel live) {
        LocalStreams streams = new LocalStreams(log, live);
        return new Hub.Ports(streams, streams);
    }

    @Singleton
    @Bean(preDestroy = "close")
    Hub hub(Hub.Ports ports, Retentions retentions, FeedSettings settings, FrameEncoder encoder, Stats stats) {
        return new Hub(ports, retentions, settings, encoder, stats);
    }

    @Singleton
    @Bean(preDestroy = "close", typed = Probe.class)
    Probe probe(Hub.Ports ports, Hub hub, ReadinessSettings settings, Clock clock) {
        return new Probe(ports, UUID.randomUUID().toString(), hub, settings, clock);
    }

    @Singleton
    Readiness readiness(Probe probe, List<Preparation> preparations) {
        return new Prepared(probe, preparations);
    }

    @Singleton
    Gauges gauges(Hub hub, Probe probe) {
        Gauges gauges = new Gauges();
        gauges.ringBytes(hub::ringBytes);
        gauges.feeds(hub::feeds);
        gauges.probeAge(probe::ageSeconds);
        gauges.roundTrip(probe::roundTrip);
        return gauges;
    }

    /** Begins when the server listens, so that what arrives finds everything in place. */
    @Singleton
    static final class Start {

        private final Hub hub;
        private final Probe probe;

        Start(Hub hub, Probe probe) {
            this.hub = hub;
            this.probe = probe;
        }

        @EventListener
        void listen(ServerStartupEvent event) {
            probe.start();
            hub.start();
        }
    }
}
