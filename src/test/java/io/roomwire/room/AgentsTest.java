package io.roomwire.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentsTest {

    private static final JsonText JSON = new JsonText(ObjectMapper.getDefault());
    private static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

    private final AgentsInMemory book = new AgentsInMemory();
    private final Agents agents = new Agents(book, JSON, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void registersWithAManifestThatHasANameOnly() {
        assertThat(JSON.write(agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}")).json())).isEqualTo("""
                {"agent_id":"t_009","agent_name":"Nine","registered_at":"2026-01-05T10:00:00Z","status":"stopped",\
                "last_started_at":null,"last_stopped_at":null,"show_in_lobby":true,"available":true}""");
        assertThat(agents.find("t_009")).map(Agent::registered).contains(true);
    }

    @Test
    void registersAKnownAgentWithoutAManifest() {
        agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}"));
        agents.unregister("t_009");
        assertThat(agents.find("t_009")).map(Agent::registered).contains(false);
        assertThat(agents.register("t_009", Optional.empty()).agent().name()).isEqualTo("Nine");
    }

    @Test
    void keepsTheRecordWhenItRegistersAgain() {
        agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}"));
        agents.start("t_009");
        Agent again = agents.register("t_009", manifest("{\"agent_name\":\"Neun\"}")).agent();
        assertThat(again.running()).isTrue();
        assertThat(again.name()).isEqualTo("Neun");
    }

    @Test
    void refusesToRegisterWhatNobodyKnows() {
        assertThatThrownBy(() -> agents.register("t_009", Optional.empty())).hasMessage("agent_manifest_not_found");
    }

    @Test
    void startsAndStopsAndSaysWhen() {
        agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}"));
        assertThat(JsonFields.text(agents.start("t_009").json(), "status")).contains("running");
        AgentEntry stopped = agents.stop("t_009");
        assertThat(stopped.agent().running()).isFalse();
        assertThat(stopped.registration()).contains(
                new Registration(NOW, false, Optional.of(NOW), Optional.of(NOW)));
    }

    @Test
    void refusesToChangeWhatIsNotRegistered() {
        for (Function<String, AgentEntry> change : changes()) {
            assertThatThrownBy(() -> change.apply("t_009")).hasMessage("agent_not_registered");
        }
        agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}"));
        agents.unregister("t_009");
        for (Function<String, AgentEntry> change : changes()) {
            assertThatThrownBy(() -> change.apply("t_009")).hasMessage("agent_not_registered");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "T_001", "1abc", "_ab", "t-001", "t 1", "t_001\n", "ä1"})
    void refusesIdsOfAnotherForm(String id) {
        for (Function<String, AgentEntry> change : changes()) {
            assertThatThrownBy(() -> change.apply(id)).hasMessage("invalid_agent_id");
        }
        assertThat(agents.find(id)).isEmpty();
    }

    @Test
    void takesPlaceAfterAChangeThatCameBetween() {
        agents.register("t_009", manifest("{\"agent_name\":\"Nine\"}"));
        book.between(() -> agents.register("t_009", manifest("{\"agent_name\":\"Neun\"}")));
        Agent started = agents.start("t_009").agent();
        assertThat(started.running()).isTrue();
        assertThat(started.name()).isEqualTo("Neun");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"agent_name\":\"\"}", "{\"agent_name\":5}", "{\"name\":\"x\"}", "{\"manifest\":[1]}",
        "{\"agent_name\":\"x\",\"time_zone\":\"Mars\"}", "{\"agent_name\":\"x\",\"time_zone\":5}"})
    void refusesManifestsWithoutANameOrWithAnUnknownZone(String body) {
        assertThatThrownBy(() -> AgentManifest.read(JSON.read(body))).hasMessage("invalid_agent_manifest");
    }

    @Test
    void readsAManifestFromItsOwnFieldOrTheBodyAndNeverTheToken() {
        assertThat(AgentManifest.read(JSON.read("{\"control_token\":\"x\"}"))).isEmpty();
        assertThat(AgentManifest.read(JSON.read("{\"manifest\":{\"agent_name\":\"x\"}}")))
                .contains(JSON.read("{\"agent_name\":\"x\"}"));
        assertThat(AgentManifest.read(JSON.read("{\"control_token\":\"t\",\"agent_name\":\"x\"}")))
                .contains(JSON.read("{\"agent_name\":\"x\"}"));
    }

    private List<Function<String, AgentEntry>> changes() {
        return List.of(agents::unregister, agents::start, agents::stop);
    }

    private static Optional<JsonNode> manifest(String text) {
        return Optional.of(JSON.read(text));
    }
}
