package io.roomwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micronaut.context.ApplicationContext;
import io.roomwire.config.BadSetting;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsAtStartIT {

    private static final String BAD = "no good value";

    /** All that refuse {@link #BAD}; the demo's switch is read before there is a context. */
    static Stream<String> names() {
        Settings bad = new Settings(name -> Optional.of(BAD));
        return DescribedSettings.all().stream().filter(setting -> setting != NodeSettings.DEMO)
                .filter(setting -> catchThrowable(() -> bad.get(setting)) instanceof BadSetting).map(Setting::name);
    }

    @ParameterizedTest
    @MethodSource("names")
    void stopsTheStartForABadValue(String name) {
        Map<String, Object> properties = new HashMap<>(Map.of("redis.uri", "redis://127.0.0.1:1"));
        properties.put(name, BAD);
        assertThat(failure(properties)).startsWith(name + " (")
                .contains(" is not permitted; permitted: ").doesNotContain("\n");
    }

    /** Bytes count, not characters: an umlaut has two. */
    @ParameterizedTest
    @ValueSource(strings = {"roomwire.jwt.secret", "roomwire.hmac.secret", "roomwire.hmac.previous-secret"})
    void refusesASecretThatIsTooShortWithoutShowingIt(String name) {
        assertThat(failure(Map.of("redis.uri", "redis://127.0.0.1:1", name, "s".repeat(31)))).startsWith(name + " (")
                .endsWith("): the value given (not shown) is not permitted; permitted: 32 bytes or more");
        assertThat(failure(Map.of("redis.uri", "redis://127.0.0.1:1", name, "s".repeat(32)))).isEqualTo("started");
        assertThat(failure(Map.of("redis.uri", "redis://127.0.0.1:1", name, "\u00e4".repeat(16)))).isEqualTo("started");
    }

    @Test
    void demandsRedis() {
        assertThat(failure(Map.of())).startsWith("REDIS_URI or ").contains(" is not set");
    }

    private static String failure(Map<String, Object> properties) {
        Throwable failure = catchThrowable(() -> ApplicationContext.run(properties).close());
        return StartFailure.line(failure).orElse("started");
    }
}
