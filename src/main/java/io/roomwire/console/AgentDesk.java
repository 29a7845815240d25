package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.Identity;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** Registers agents and takes their reports. Blocks; safe for any thread. */
@Singleton
final class AgentDesk {

    private static final int LONGEST = 200;

    private final Registry registry;
    private final AgentTokens tokens;
    private final DeviceReports reports;
    private final AgentCalls calls;
    private final RandomGenerator random;

    AgentDesk(Registry registry, AgentTokens tokens, DeviceReports reports, AgentCalls calls, RandomGenerator random) {
        this.registry = registry;
        this.tokens = tokens;
        this.reports = reports;
        this.calls = calls;
        this.random = random;
    }

    /** An agent, and the token that it shows from now on. */
    record Registered(String id, String token) {

        /** Without the token, which no log may show. */
        @Override
        public String toString() {
            return "Registered[" + id + ']';
        }
    }

    Registered register(Identity user, JsonNode body) {
        JsonFields about = new JsonFields();
        for (String name : List.of("hostname", "os", "version")) {
            about.put(name, Bodies.text(body, name, LONGEST)
                    .orElseThrow(() -> ConsoleException.invalid(name + " is missing")));
        }
        Bodies.text(body, "agent_name", LONGEST).ifPresent(name -> about.put("agent_name", name));
        String id = "a_" + HexFormat.of().toHexDigits(random.nextLong());
        registry.agents().change(id, none -> new Agent(id, user.subject(), about.object(), List.of()));
        return new Registered(id, tokens.issue(id));
    }

    /** The dongles that were reported, as they are known now. */
    List<Dongle> report(Agent agent, JsonNode body) {
        List<Dongle> dongles = reports.read(body).stream().map(device -> reports.take(agent, device)).toList();
        List<String> served = dongles.stream().filter(dongle -> dongle.agent().equals(agent.id())).map(Dongle::id)
                .toList();
        if (!agent.dongles().containsAll(served)) {
            registry.agents().change(agent.id(), known -> known.orElse(agent).serving(served));
            calls.wake(agent.id());
        }
        return dongles;
    }
}
