package io.roomwire;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.roomwire.access.Origins;
import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The settings of pages from elsewhere. */
@Factory
final class OriginSettings {

    private static final String FORM = "origins with commas between, such as https://example.org, or none";
    private static final String NONE = "none";

    private static final Setting<Set<String>> EVERYWHERE = of("roomwire.cors.origins", NONE,
            "Origins whose pages may use all of this node from elsewhere, with their visitors' cookies.");
    private static final Setting<Set<String>> WORK_LOG = of("roomwire.worklog.origins",
            "http://localhost:3000,http://localhost:5173", "The same for work logs.");
    private static final Setting<Set<String>> TRADING = of("roomwire.trading.origins",
            "http://localhost:3000,http://localhost:3100", "The same for trading.");
    private static final Setting<Set<String>> PROJECT = of("roomwire.project.origins", NONE,
            "The same for project chat. Its stream can be read without cookies from anywhere.");

    @Context
    Origins origins(Settings settings) {
        Set<String> workLog = settings.get(WORK_LOG);
        Set<String> trading = settings.get(TRADING);
        Set<String> project = settings.get(PROJECT);
        Set<String> any = new HashSet<>();
        Stream.of(workLog, trading, project).forEach(any::addAll);
        return new Origins(settings.get(EVERYWHERE), Map.of("/api/v1/rooms", workLog, "/api/trading", trading,
                "/api/models", trading, "/api/persistent-chat", project, "/api/v1/events", any));
    }

    private static Setting<Set<String>> of(String name, String standard, String meaning) {
        return Setting.text(name, standard, FORM, OriginSettings::parse, meaning);
    }

    private static Set<String> parse(String text) {
        Set<String> origins = text.equals(NONE) ? Set.of() : Set.of(text.split("\\s*,\\s*", -1));
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[^/\\s*]{1,255}"))) {
            throw new IllegalArgumentException("not a list of origins");
        }
        return origins;
    }
}
