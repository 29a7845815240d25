package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.access.AddressRange;
import io.roomwire.access.ClientAddress;
import io.roomwire.access.LeaseSettings;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.hub.KeyLimit;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The settings of what one caller may have, over all nodes, and of whose word on callers' addresses is taken. */
@Factory
final class LimitSettings {

    private static final String COUNT = "1 to 1000000";
    private static final int MOST = 1_000_000;

    private static final Setting<Optional<List<AddressRange>>> PROXIES = Setting.optional("roomwire.trusted-proxies",
            "addresses or ranges with commas between, such as 10.0.0.0/8", LimitSettings::ranges,
            "Proxies whose X-Forwarded-For is believed.");
    private static final Setting<Optional<Integer>> PER_ADDRESS = Setting.optional(
            "roomwire.limits.streams-per-address", COUNT, LimitSettings::count,
            "Streams open at a time from one address (of IPv6, from one /64).");
    private static final Setting<Optional<Integer>> PER_USER = Setting.optional("roomwire.limits.streams-per-user",
            COUNT, LimitSettings::count, "Streams open at a time by one user, whoever has proved to be one.");
    private static final Setting<Optional<Integer>> APPENDS = Setting.optional("roomwire.limits.appends-per-key", COUNT,
            LimitSettings::count, "Appends to one stream within a minute by one API key, user or control token.");

    private static final Setting<Duration> LEASE = Setting.duration("roomwire.lease", Duration.ofSeconds(20),
            Duration.ofSeconds(1), Duration.ofSeconds(24), "How long the places and the agents of a node that died"
                    + " count on; others notice a quarter later at most.");

    @Context
    LeaseSettings leases(Settings settings) {
        return new LeaseSettings(settings.get(LEASE));
    }

    @Context
    ClientAddress clients(Settings settings) {
        return new ClientAddress(settings.get(PROXIES).orElse(List.of()));
    }

    @Context
    StreamLimits.Most streams(Settings settings) {
        return new StreamLimits.Most(settings.get(PER_ADDRESS), settings.get(PER_USER));
    }

    @Context
    KeyLimit appends(Settings settings) {
        return new KeyLimit(settings.get(APPENDS));
    }

    private static List<AddressRange> ranges(String text) {
        return Arrays.stream(text.split("\\s*,\\s*", -1)).map(AddressRange::parse).toList();
    }

    private static int count(String text) {
        int count = text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 0;
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("not a limit");
        }
        return count;
    }
}
