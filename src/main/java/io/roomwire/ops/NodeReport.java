package io.roomwire.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Comparator;
import java.util.List;

/**
 * What a node says of itself to the others.
 *
 * @param systems over all its streams
 * @param streams no more than {@link #MOST_STREAMS}, those with the most viewers and events
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record NodeReport(NodeRow node, List<SystemRow> systems, List<StreamRow> streams) {

    static final int MOST_STREAMS = 200;

    NodeReport {
        systems = List.copyOf(systems);
        streams = List.copyOf(streams);
    }

    /** Those of most weight, in the order of their names. */
    static List<StreamRow> busiest(List<StreamRow> streams) {
        return streams.stream()
                .sorted(Comparator.comparingDouble(StreamRow::weight).reversed().thenComparing(StreamRow::stream))
                .limit(MOST_STREAMS)
                .sorted(Comparator.comparing(StreamRow::stream)).toList();
    }
}
