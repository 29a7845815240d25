package io.roomwire.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What a node knows of the whole cluster. Everything stands in an order that does not depend on how busy it is.
 *
 * @param ts when it was put together, ISO 8601
 * @param nodes by their names; while Redis is away the last that was known, with the ages of then
 * @param systems each of {@link Systems#NAMES}, also those without streams
 * @param streams the busiest, by their names
 * @param left_out how many streams are not among them; where nodes left out streams themselves, those that several
 *     nodes have are counted at each
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record Overview(String ts, List<NodeRow> nodes, RedisRow redis, List<SystemRow> systems, List<StreamRow> streams,
                long left_out) {

    Overview {
        nodes = List.copyOf(nodes);
        systems = List.copyOf(systems);
        streams = List.copyOf(streams);
    }
}
