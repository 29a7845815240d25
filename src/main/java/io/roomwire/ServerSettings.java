package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.util.List;
import java.util.Optional;

/** The settings of the HTTP server. */
@Factory
final class ServerSettings {

    private static final Setting<Integer> PORT = Setting.count("micronaut.server.port", 8080, -1, 65_535,
            "Where the node listens; -1 for any free port.");
    private static final Setting<Long> BODY = Setting.bytes("roomwire.body-limit", "100kB", "1kB", "20MB",
            "The largest request body. The import of audit records has a limit of its own, 20MB.");
    private static final Setting<Optional<List<String>>> ORIGINS = Setting.optional("roomwire.cors.origins",
            "origins with commas between, such as https://example.org", ServerSettings::origins,
            "Origins whose pages may use this node from elsewhere.");

    @Context
    ServerLimits limits(Settings settings) {
        return new ServerLimits(settings.get(PORT), settings.get(BODY), settings.get(ORIGINS).orElse(List.of()));
    }

    private static List<String> origins(String text) {
        List<String> origins = List.of(text.split("\\s*,\\s*"));
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s*]{1,255}"))) {
            throw new IllegalArgumentException("not a list of origins");
        }
        return origins;
    }
}
