package io.roomwire.ops;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where nodes tell each other how they are. Safe for any thread, never blocks but for {@link #leave}. */
public interface NodeReports {

    /** What a node said counts for so long. */
    Duration VALIDITY = Duration.ofSeconds(30);

    /** This node's name. */
    String node();

    /**
     * Puts this node's report, one line of JSON, in the place of its last one, and reads those of all nodes, this one
     * included: one question, one answer. Fails with what says that Redis is away.
     */
    CompletionStage<Answer> tell(String report);

    /** Takes this node's report out for good; waits for that a second at most. */
    void leave();

    /**
     * What Redis answered.
     *
     * @param server what Redis says of itself under {@code INFO}'s names; nothing that it does not say
     */
    record Answer(List<Said> reports, Map<String, String> server) {

        public Answer {
            reports = List.copyOf(reports);
            server = Map.copyOf(server);
        }
    }

    /**
     * One node's report.
     *
     * @param age by Redis' clock
     * @param leased whether the node's lease stood when that was last looked at, a few seconds ago at most
     */
    record Said(String node, Duration age, boolean leased, String report) {
    }
}
