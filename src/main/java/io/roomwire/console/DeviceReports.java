package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What agents say of the dongles that they serve. Blocks; safe for any thread. */
@Singleton
final class DeviceReports {

    private static final int MOST = 256;
    private static final int LONGEST = 4096;
    private static final int LONGEST_OWNER = 200;
    private static final List<String> KEPT = List.of("fw_build", "udp_port", "capabilities", "proto_ver", "lan_ip",
            "pairing_state");

    private final Registry registry;
    private final Presences presences;
    private final ConsoleWatchers watchers;
    private final JsonText json;
    private final Clock clock;

    DeviceReports(Registry registry, Presences presences, ConsoleWatchers watchers, JsonText json, Clock clock) {
        this.registry = registry;
        this.presences = presences;
        this.watchers = watchers;
        this.json = json;
        this.clock = clock;
    }

    /** One device of a report. */
    record Device(String deviceId, Optional<String> owner, JsonNode kept) {
    }

    List<Device> read(JsonNode body) {
        JsonNode list = JsonFields.given(body, "devices").filter(JsonNode::isArray)
                .orElseThrow(() -> ConsoleException.invalid("devices is not a list"));
        if (list.size() > MOST) {
            throw ConsoleException.invalid("devices are more than " + MOST);
        }
        List<Device> devices = new ArrayList<>();
        list.values().forEach(device -> devices.add(device(device)));
        return devices;
    }

    private Device device(JsonNode device) {
        String id = JsonFields.text(device, "device_id").map(text -> text.toLowerCase(Locale.ROOT))
                .filter(text -> text.matches("[0-9a-f]{16}"))
                .orElseThrow(() -> ConsoleException.invalid("device_id is not 16 hexadecimal digits"));
        JsonFields kept = new JsonFields();
        KEPT.forEach(name -> JsonFields.given(device, name).ifPresent(value -> kept.put(name, value)));
        if (json.write(kept.object()).length() > LONGEST) {
            throw ConsoleException.invalid("the device " + id + " is described at too great length");
        }
        return new Device(id, Bodies.text(device, "owner_user_id", LONGEST_OWNER), kept.object());
    }

    /**
     * Believes an agent what it says of a dongle that is unclaimed, of its own user, or served by it already; of any
     * other it is answered only what is known.
     */
    Dongle take(Agent agent, Device device) {
        String id = "d_" + device.deviceId();
        Instant now = clock.instant();
        Records.Change<Dongle> change = registry.dongles().change(id, known ->
                known.filter(dongle -> !mayServe(agent, dongle)).orElseGet(() -> new Dongle(id, device.deviceId(),
                        device.owner().or(() -> known.flatMap(Dongle::owner)), agent.id(), now, device.kept(),
                        known.flatMap(Dongle::place))));
        Dongle dongle = change.after();
        if (dongle.agent().equals(agent.id())) {
            registry.listed(change);
            if (change.before().map(Dongle::owner).filter(dongle.owner()::equals).isEmpty()) {
                watchers.lookAgain(dongle);
            }
            presences.online(dongle);
        }
        return dongle;
    }

    private static boolean mayServe(Agent agent, Dongle dongle) {
        return dongle.agent().equals(agent.id())
                || dongle.owner().filter(owner -> !owner.equals(agent.owner())).isEmpty();
    }
}
