package io.roomwire.console;

import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import java.util.List;
import java.util.stream.IntStream;

/** A group whose agent A sends numbered frames. */
record RelayOnNode(String group) {

    static RelayOnNode fresh() {
        return new RelayOnNode(TestRedis.freshName("g"));
    }

    /** Sends frames {@code from} to {@code to - 1} through a node and demands that they were stored. */
    void send(Node node, int from, int to) {
        Outcome.of(node.bean(Relay.class).accept(group, RelayDirection.A_TO_B, frames(from, to)));
    }

    static List<RelayFrame> frames(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> new RelayFrame("da", "db", "{\"n\":" + n + "}")).toList();
    }

    long backlog(Node node) {
        return Outcome.of(node.bean(Relay.class).backlog(group, RelayDirection.A_TO_B));
    }

    static List<Integer> numbers(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }
}
