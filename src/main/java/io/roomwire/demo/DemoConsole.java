package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Two agents with a dongle each, in one group, whose frames come over the real sockets, for a minute on one node. */
@Singleton
@Requires(beans = DemoCalls.class)
final class DemoConsole implements DemoFeed {

    private static final Logger LOG = LoggerFactory.getLogger(DemoConsole.class);
    private static final String USER = "demo";
    private static final Duration TURN = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration REST = Duration.ofSeconds(1);
    private static final List<String> DEVICES = List.of("00000000000000a1", "00000000000000b2");

    private final DemoCalls calls;
    private final Claims claims;
    private final JsonText json;
    private final Clock clock;
    private final List<Device> devices = new ArrayList<>();

    DemoConsole(DemoCalls calls, Claims claims, JsonText json, Clock clock) {
        this.calls = calls;
        this.claims = claims;
        this.json = json;
        this.clock = clock;
    }

    private record Device(String token, String dongle) {
    }

    @Override
    public String name() {
        return "console";
    }

    @Override
    public void play(long step) {
        Instant turn = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        StreamKey own = new StreamKey("demo", name());
        if (Waiting.join(claims.take(own, "turn-" + turn.getEpochSecond(), TURN.multipliedBy(2))).isPresent()) {
            Thread.ofVirtual().name("demo-console").start(() -> run(turn.plus(TURN)));
        }
    }

    /** Whatever ends the sockets or has made Redis forget the devices, they soon are there again. */
    private void run(Instant end) {
        try {
            while (clock.instant().isBefore(end)) {
                send(end);
                Thread.sleep(REST);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Instant end) throws InterruptedException {
        try {
            List<Device> two = open();
            String group = group(two);
            try (DemoSockets a = sockets(two.getFirst()); DemoSockets b = sockets(two.getLast())) {
                for (int n = 0; clock.instant().isBefore(end); n++) {
                    a.send(frame(two.getFirst(), group, n));
                    b.send(frame(two.getLast(), group, n));
                    Thread.sleep(PAUSE);
                }
            }
        } catch (DemoCalls.Refused | CompletionException | IllegalStateException pause) {
            LOG.debug("the demo's agents stop for now: {}", pause.getMessage());
            forget();
        }
    }

    private synchronized void forget() {
        devices.clear();
    }

    /** Registers once, as long as nothing is refused. */
    private synchronized List<Device> open() {
        if (devices.isEmpty()) {
            DEVICES.forEach(device -> devices.add(register(device)));
        }
        return List.copyOf(devices);
    }

    private Device register(String device) {
        JsonNode agent = calls.user(USER, "POST", "/api/v1/agents/register",
                "{\"hostname\":\"demo\",\"os\":\"linux\",\"version\":\"1.0\",\"agent_name\":\"demo " + device + "\"}");
        String token = DemoJson.text(agent, "agent_token");
        JsonNode report = calls.bearer(token, "POST", "/api/v1/agents/devices/report", """
                {"devices":[{"device_id":"%s","fw_build":"1.0.0","udp_port":5000,"capabilities":["can"],"proto_ver":1,\
                "lan_ip":"192.0.2.1","pairing_state":"paired","owner_user_id":"%s"}]}""".formatted(device, USER));
        return new Device(token, DemoJson.first(report, "devices").map(dongle -> DemoJson.text(dongle, "id"))
                .orElseThrow(() -> new DemoCalls.Refused("no dongle")));
    }

    private String group(List<Device> two) {
        JsonNode group = DemoJson.first(calls.user(USER, "GET", "/api/v1/groups", ""), "groups")
                .orElseGet(() -> calls.user(USER, "POST", "/api/v1/groups", "{\"dongle_a_id\":\""
                        + two.getFirst().dongle + "\",\"dongle_b_id\":\"" + two.getLast().dongle + "\"}"));
        String id = DemoJson.text(group, "id");
        calls.user(USER, "POST", "/api/v1/groups/" + id + "/activate", "");
        return id;
    }

    private DemoSockets sockets(Device device) {
        return new DemoSockets(calls, device.token, json);
    }

    private String frame(Device device, String group, int n) {
        return """
                {"type":"can_frame","dongle_id":"%s","group_id":"%s","frame":{"ts":"%s","can_id":"0x%X",\
                "is_extended":false,"dlc":4,"data_hex":"%08x","bus":"can1","direction":"rx"}}""".formatted(device.dongle,
                group, clock.instant().truncatedTo(ChronoUnit.MILLIS), 0x100 + n % 8 * 0x20, n);
    }
}
