package io.roomwire.config;

import java.util.Optional;
import java.util.function.Function;

/** The node's settings, as given from outside. Safe for any thread. */
public final class Settings {

    private final Function<String, Optional<String>> source;

    /**
     * Reads from {@code source}, which knows properties by names such as {@code roomwire.ring.events}.
     */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * The value given, else the setting's default. An empty value counts as not given.
     *
     * @throws BadSetting when it is not permitted
     */
    public <T> T get(Setting<T> setting) {
        return setting.read(setting.names().map(source).flatMap(Optional::stream).map(String::strip)
                .filter(value -> !value.isEmpty()).findFirst());
    }
}
