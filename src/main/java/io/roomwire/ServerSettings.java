package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.sse.ServicePort;
import java.util.List;
import java.util.Optional;

/** The settings of the HTTP server. */
@Factory
final class ServerSettings {

    static final String SERVICES = "roomwire.hmac.port";
    static final String LOGGED = "roomwire.access-log";

    private static final Setting<Integer> PORT = Setting.count("micronaut.server.port", 8080, -1, 65_535,
            "Where the node listens; -1 for any free port.");
    private static final Setting<Long> BODY = Setting.bytes("roomwire.body-limit", "100kB", "1kB", "20MB",
            "The largest request body. The import of audit records has a limit of its own, 20MB.");
    private static final Setting<Optional<Integer>> SERVICE_PORT = Setting.optional(SERVICES, "1 to 65535",
            ServerSettings::port, "A port where services find /v1, and nothing else; it is nowhere else then.");
    private static final Setting<Boolean> ACCESS_LOG = Setting.flag(LOGGED, false,
            "Logs a line per request, without the secrets of its query, and tells its X-Request-Id.");
    /** What logback.xml takes from the environment, here for its check. */
    private static final Setting<String> LOG_FORMAT = Setting.choice("roomwire.log.format", List.of("text", "json"),
            "How logs are written: a line of text, or of JSON, which also has the names of requests.");

    @Context
    ServerLimits limits(Settings settings) {
        settings.get(LOG_FORMAT);
        return new ServerLimits(settings.get(PORT), settings.get(BODY), settings.get(ACCESS_LOG));
    }

    @Context
    ServicePort services(Settings settings) {
        return new ServicePort(settings.get(SERVICE_PORT));
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("not a port");
        }
        return port;
    }
}
