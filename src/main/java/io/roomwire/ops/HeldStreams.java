package io.roomwire.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What a node holds at one time.
 *
 * @param node its name
 * @param streams the most watched first
 * @param left_out how many more there are
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record HeldStreams(String ts, String node, List<HeldStream> streams, int left_out) {

    HeldStreams {
        streams = List.copyOf(streams);
    }
}
