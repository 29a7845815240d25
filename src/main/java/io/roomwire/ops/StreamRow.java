package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;

/**
 * One stream, on a node or on all.
 *
 * @param stream its key; of streams whose name is somebody's secret all that begin alike, as in {@code room-dm:t_001:*}
 * @param system the name of a {@link SystemRow}
 * @param viewers who watch it
 * @param events_per_second appended within the last two seconds
 */
@Serdeable
record StreamRow(String stream, String system, int viewers, double events_per_second) {

    /** The same stream on two nodes. */
    StreamRow plus(StreamRow other) {
        return new StreamRow(stream, system, viewers + other.viewers,
                Rates.rounded(events_per_second + other.events_per_second));
    }

    /** The more, the rather it is shown. */
    double weight() {
        return viewers + events_per_second;
    }
}
