package io.roomwire;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.roomwire.config.Settings;
import io.roomwire.demo.DemoRooms;
import io.roomwire.demo.EmbeddedRedis;
import io.roomwire.demo.Welcome;
import io.roomwire.ops.Drain;
import io.roomwire.redis.RedisSettings;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the node of this process, in one of two forms: for production, or to try things on one's own machine. */
final class Launch {

    /** The Micronaut environment that adds scripted feeds. */
    static final String DEMO = "demo";

    /** The Micronaut environment in which everybody on this machine may do everything. */
    static final String OPEN = "open";

    private static final Duration LONGEST_OPENING = Duration.ofSeconds(5);
    private static final int SECRET_BYTES = 32;
    private static final Logger LOG = LoggerFactory.getLogger(Launch.class);

    private final Ending ending;
    private final Departure departure;
    private final Settings outside = new Settings(Launch::given);

    Launch(Ending ending, Departure departure) {
        this.ending = ending;
        this.departure = departure;
    }

    /** Returns once the node serves. */
    void production() {
        List<String> environments = outside.get(NodeSettings.DEMO) ? List.of(DEMO) : List.of();
        EmbeddedServer server = serve(environments, Map.of());
        LOG.info("serving on port {}", server.getPort());
        Descriptors.shortage(outside.get(StreamSettings.STREAMS)).ifPresent(LOG::info);
    }

    /**
     * Brings a Redis along and a secret for tokens, unless they are given, tells what to try, and ends with the Maven
     * that started it.
     */
    void demo() throws IOException, InterruptedException {
        ProcessHandle.current().parent().ifPresent(Launch::endWith);
        Optional<RedisSettings> given = outside.get(NodeSettings.REDIS);
        Optional<EmbeddedRedis> own = given.isPresent() ? Optional.empty() : Optional.of(EmbeddedRedis.start());
        own.ifPresent(redis -> ending.add(redis::close));
        Map<String, Object> properties = new HashMap<>();
        own.ifPresent(redis -> properties.put(NodeSettings.REDIS.name(), redis.uri()));
        Optional<String> secret = outside.get(AccessSettings.SECRET).isPresent() ? Optional.empty()
                : Optional.of(randomSecret());
        secret.ifPresent(text -> properties.put(AccessSettings.SECRET.name(), text));
        EmbeddedServer server = serve(List.of(DEMO, OPEN), properties);
        String redis = given.map(RedisSettings::toString).or(() -> own.map(EmbeddedRedis::uri)).orElseThrow();
        server.getApplicationContext().getBean(DemoRooms.class).awaitOpen(LONGEST_OPENING);
        System.out.println(new Welcome(server.getPort(), redis, secret).text());
    }

    private EmbeddedServer serve(List<String> environments, Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(StreamSettings.transport(outside));
        all.putAll(properties);
        ApplicationContext context = ApplicationContext.builder(environments.toArray(String[]::new))
                .mainClass(Application.class).banner(false).deduceEnvironment(false).properties(all)
                .singletons(new ProcessEnd()).build();
        ending.add(context::close);
        context.start();
        EmbeddedServer server = context.getBean(EmbeddedServer.class).start();
        departure.serves(context.getBean(Drain.class), (GracefulShutdownCapable) server);
        return server;
    }

    private static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static void endWith(ProcessHandle parent) {
        var _ = parent.onExit().thenRun(() -> System.exit(0));
    }

    private static Optional<String> given(String name) {
        return Optional.ofNullable(System.getProperty(name))
                .or(() -> Optional.ofNullable(System.getenv(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT))));
    }
}
