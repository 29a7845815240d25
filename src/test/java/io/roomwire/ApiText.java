package io.roomwire;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The description of the API, as the build made it. */
final class ApiText {

    private static final String FILE = "META-INF/swagger/roomwire.yml";

    private ApiText() {
    }

    /** What it tells of each method at each path. */
    static List<Operation> operations() {
        return map(parsed().get("paths")).entrySet().stream()
                .flatMap(path -> map(path.getValue()).entrySet().stream()
                        .map(method -> new Operation(method.getKey(), path.getKey(), map(method.getValue()))))
                .toList();
    }

    private static Map<String, Object> parsed() {
        try (InputStream file = ApiText.class.getClassLoader().getResourceAsStream(FILE)) {
            return map(new Yaml(new SafeConstructor(new LoaderOptions())).load(Objects.requireNonNull(file, FILE)));
        } catch (IOException e) {
            throw new AssertionError(FILE, e);
        }
    }

    /** Empty where there is none. */
    @SuppressWarnings("unchecked") // YAML's own form
    private static Map<String, Object> map(@Nullable Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked") // YAML's own form
    private static Stream<Map<String, Object>> list(@Nullable Object value) {
        return value == null ? Stream.of() : ((List<Map<String, Object>>) value).stream();
    }

    /** One method at one path. */
    record Operation(String method, String path, Map<String, Object> fields) {

        /** As in {@code GET /health}. */
        String route() {
            return method.toUpperCase(Locale.ROOT) + " " + path;
        }

        String summary() {
            return String.valueOf(fields.getOrDefault("summary", ""));
        }

        List<String> statuses() {
            return List.copyOf(map(fields.get("responses")).keySet());
        }

        /** Who may call it: the names of the ways to show that. */
        List<String> security() {
            return list(fields.get("security")).flatMap(way -> way.keySet().stream()).toList();
        }

        boolean takesBody() {
            return fields.containsKey("requestBody");
        }

        /** A body to try it with, in the form that comes first. */
        Optional<Example> body() {
            return map(map(fields.get("requestBody")).get("content")).entrySet().stream().findFirst()
                    .flatMap(content -> map(map(content.getValue()).get("examples")).values().stream().findFirst()
                            .map(example -> new Example(content.getKey(), Objects.requireNonNull(map(example).get("value")))));
        }

        /** The path to try, with the query's demanded parameters; empty where one of them has no example. */
        Optional<String> target() {
            if (demanded().anyMatch(parameter -> !parameter.containsKey("example"))) {
                return Optional.empty();
            }
            String query = demanded().filter(parameter -> "query".equals(parameter.get("in")))
                    .map(parameter -> parameter.get("name") + "=" + parameter.get("example"))
                    .collect(Collectors.joining("&"));
            String target = path;
            for (Map<String, Object> parameter : demanded().toList()) {
                target = target.replace("{" + parameter.get("name") + "}", String.valueOf(parameter.get("example")));
            }
            return Optional.of(query.isEmpty() ? target : target + "?" + query);
        }

        private Stream<Map<String, Object>> demanded() {
            return list(fields.get("parameters")).filter(parameter -> Boolean.TRUE.equals(parameter.get("required")));
        }
    }

    /**
     * A body.
     *
     * @param value text, or JSON as YAML
     */
    record Example(String type, Object value) {
    }
}
