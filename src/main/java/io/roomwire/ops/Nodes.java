package io.roomwire.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The nodes of the cluster at one time.
 *
 * @param node the one that says so
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Nodes(String ts, String node, List<NodeRow> nodes) {

    Nodes {
        nodes = List.copyOf(nodes);
    }
}
