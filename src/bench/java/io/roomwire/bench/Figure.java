package io.roomwire.bench;

import java.util.Locale;

/** What is reported of a run, and where the load client says it. */
enum Figure {
    NODE_CPU("node CPU per delivery", "µs", "cpu_us_per_event", 1),
    REDIS_CPU("Redis CPU per delivery", "µs", "aux_cpu_us_per_event", 1),
    P50("p50", "ms", "lat_p50_us", 1e-3),
    P99("p99", "ms", "lat_p99_us", 1e-3),
    MAX("max", "ms", "lat_max_us", 1e-3),
    RESIDENT("resident memory", "MiB", "rss_end_kb", 1.0 / 1024),
    EVENTS_PER_READ("events per read", "", "events_per_read", 1),
    ALLOCATION("allocation per delivery", "bytes", "", 1),
    DELIVERIES("deliveries", "1/s", "delivered_per_s", 1),
    VIEWER_BYTES("resident per idle viewer", "bytes", "pss_bytes_per_conn", 1),
    VIEWER_BYTES_UNCOLLECTED("as node RSS before a collection", "bytes", "", 1),
    CAUGHT_UP("last viewer caught up", "ms", "herd_catchup_last_ms", 1),
    P99_ALONE("p99 alone", "ms", "", 1),
    P99_GROWTH("p99 beside / alone", "", "", 1),
    RESIDENT_ALONE("resident memory alone", "MiB", "", 1),
    CLIENT_CPU("client CPU per delivery", "µs", "client_cpu_us_per_event", 1),
    FOREIGN_CORES("others' CPU", "cores", "", 1);

    private final String title;
    private final String unit;
    private final String source;
    private final double factor;

    Figure(String title, String unit, String source, double factor) {
        this.title = title;
        this.unit = unit;
        this.source = source;
        this.factor = factor;
    }

    /** What tables and plots call it, with its unit. */
    String title() {
        return unit.isEmpty() ? title : title + ", " + unit;
    }

    /** Its name in the result. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    double of(Measured measured) {
        return measured.get(source) * factor;
    }
}
