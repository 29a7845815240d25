package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.hub.Claim;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class KnownAgentsTest {

    private final KnownAgents known = new KnownAgents();

    @Test
    void knowsTheLatestUntilItIsRemoved() {
        known.put("t_001", agent(1));
        known.put("t_001", agent(2));
        assertThat(known.get("t_001")).map(KnownAgent::text).contains("xx");
        known.remove("t_001");
        known.remove("t_001");
        assertThat(known.get("t_001")).isEmpty();
    }

    @Test
    void forgetsAllWhenTheSpaceIsFull() {
        known.put("t_001", agent(KnownAgents.MOST / 2));
        known.put("t_002", agent(KnownAgents.MOST / 2));
        assertThat(known.get("t_001")).isPresent();
        known.put("t_003", agent(1));
        assertThat(known.get("t_001")).isEmpty();
        assertThat(known.get("t_002")).isEmpty();
        assertThat(known.get("t_003")).isPresent();
    }

    @Test
    void countsWhatIsReplacedOrRemovedNoLonger() {
        known.put("t_001", agent(1));
        for (int n = 0; n < 5; n++) {
            known.put("t_002", agent(KnownAgents.MOST - 1));
        }
        known.remove("t_002");
        known.put("t_003", agent(KnownAgents.MOST - 1));
        assertThat(known.get("t_001")).isPresent();
    }

    private static KnownAgent agent(int length) {
        return new KnownAgent("x".repeat(length),
                new AgentEntry("t", JsonNode.createObjectNode(Map.of()), Optional.empty()),
                new Claim(RoomStreams.room("t"), "agent", "token"));
    }
}
