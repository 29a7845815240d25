package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.roomwire.access.ControlToken;
import io.roomwire.config.BadSetting;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import io.roomwire.ops.MetricsSettings;
import io.roomwire.redis.RedisSettings;
import io.roomwire.topic.TopicSettings;
import java.util.List;
import java.util.Optional;

/** The settings of the node as a whole: where Redis is, who may do what, what the server takes. */
@Factory
final class NodeSettings {

    static final Setting<Optional<RedisSettings>> REDIS = Setting.optional("redis.uri",
            "redis://, rediss:// or redis-sentinel:// and an address", RedisSettings::new,
            "The Redis that all nodes share. Demanded, except by the demo run, which brings its own.")
            .or("redis.url").or("roomwire.redis.uri").secret();
    static final Setting<Boolean> DEMO = Setting.flag("roomwire.demo", false, "Adds the scripted demo feeds.");

    private static final Setting<Optional<String>> TOKEN = Setting.optional("roomwire.control-token",
            "1 to 512 visible ASCII characters", NodeSettings::token,
            "Admits to control routes and to appending. Without one they are closed, in the demo run open.").secret();
    private static final Setting<String> READ = Setting.choice("roomwire.topics.read", List.of("token", "public"),
            "Who may read plain streams: bearers of the control token or everybody. In the demo run public.");
    private static final Setting<String> METRICS = Setting.choice("roomwire.metrics.read", List.of("public", "token"),
            "Who may read /prometheus: whoever reaches it, or bearers of the control token.");

    @Context
    Settings settings(Environment environment) {
        return new Settings(name -> environment.getProperty(name, String.class));
    }

    @Context
    RedisSettings redis(Settings settings) {
        return settings.get(REDIS).orElseThrow(() -> new BadSetting(
                REDIS.environment() + " is not set; permitted: " + REDIS.permitted()
                        + ", as in redis://127.0.0.1:6379"));
    }

    @Context
    ControlToken controlToken(Settings settings, Environment environment) {
        return new ControlToken(settings.get(TOKEN), environment.getActiveNames().contains(Launch.OPEN));
    }

    @Context
    TopicSettings topics(Settings settings) {
        return new TopicSettings("public".equals(settings.get(READ)));
    }

    @Context
    MetricsSettings metrics(Settings settings) {
        return new MetricsSettings("public".equals(settings.get(METRICS)));
    }

    private static String token(String text) {
        if (!text.matches("[!-~]{1,512}")) {
            throw new IllegalArgumentException("not a token");
        }
        return text;
    }
}
