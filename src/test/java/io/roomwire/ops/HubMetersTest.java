package io.roomwire.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.AppendResult;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.GapSource;
import io.roomwire.hub.Gauges;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.ResetReason;
import io.roomwire.hub.ResumeResult;
import io.roomwire.hub.Stats;
import org.junit.jupiter.api.Test;

final class HubMetersTest {

    private final Stats stats = new Stats();
    private final Gauges gauges = new Gauges();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ConnectionMeters connections = new ConnectionMeters(stats, registry);

    HubMetersTest() {
        new HubMeters(stats, gauges).bindTo(registry);
    }

    @Test
    void showsWhatTheHubCounts() {
        stats.appended(new StreamKey("topic", "news"), AppendResult.OK);
        stats.delivered(3, 450);
        stats.reset(ResetReason.TRIMMED);
        stats.gap(GapSource.LIVE_EVENT, true);
        stats.resumed(ResumeResult.COMPLETE);
        assertThat(scrape()).contains("roomwire_appends_total{result=\"ok\"} 1.0",
                "roomwire_deliveries_total 3.0", "roomwire_delivered_bytes_total 450.0",
                "roomwire_resets_total{reason=\"trimmed\"} 1.0",
                "roomwire_resumes_total{result=\"complete\"} 1.0", "roomwire_resumes_total{result=\"reset\"} 0.0",
                "roomwire_gaps_total{outcome=\"filled\",source=\"live_event\"} 1.0");
    }

    @Test
    void showsThatASystemHasNoConnections() {
        assertThat(scrape()).contains("roomwire_connections{system=\"project\"} 0.0",
                "roomwire_connections{system=\"room-dm\"} 0.0");
    }

    @Test
    void showsConnectionsBySystemAndWhyTheyClosed() {
        stats.opened("room");
        stats.opened("room");
        stats.opened("topic");
        stats.closed("topic", CloseReason.SLOW_READER);
        assertThat(scrape()).contains("roomwire_connections{system=\"room\"} 2.0",
                "roomwire_connections{system=\"topic\"} 0.0", "roomwire_closes_total{reason=\"slow_reader\"} 1.0");
    }

    @Test
    void showsHowLateEventsWereAndHowManyWentTogether() {
        stats.delayed(300);
        stats.delayed(30_000);
        stats.turned(2);
        stats.refused(RefusalReason.of("draining"));
        stats.refused(RefusalReason.WORKLOG_STREAMS_PER_ROOM);
        stats.refused(RefusalReason.of("streams_per_moon"));
        assertThat(scrape()).contains("roomwire_delivery_seconds_bucket{le=\"0.001\"} 1",
                "roomwire_delivery_seconds_bucket{le=\"0.05\"} 2", "roomwire_delivery_seconds_count 2",
                "roomwire_turns_total 1.0", "roomwire_turn_events_total 2.0",
                "roomwire_refusals_total{reason=\"draining\"} 1.0",
                "roomwire_refusals_total{reason=\"worklog_streams_per_room\"} 1.0",
                "roomwire_refusals_total{reason=\"other_limit\"} 1.0");
    }

    @Test
    void readsGaugesWhenAsked() {
        gauges.probeAge(() -> 1.5);
        gauges.ringBytes(() -> 4096);
        assertThat(scrape()).contains("roomwire_probe_age_seconds 1.5", "roomwire_ring_bytes 4096.0");
    }

    private String scrape() {
        connections.refresh();
        return registry.scrape();
    }
}
