package io.roomwire.bench;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Maps, lists, texts and numbers as JSON; a number that is none becomes {@code null}. */
final class Json {

    private Json() {
    }

    static String of(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ":" + of(entry.getValue()))
                    .collect(Collectors.joining(",\n", "{", "}"));
            case List<?> list -> list.stream().map(Json::of).collect(Collectors.joining(",", "[", "]"));
            case Double number -> Double.isFinite(number) ? number.toString() : "null";
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> text(value);
        };
    }

    private static String text(Object value) {
        return value.toString().chars().mapToObj(Json::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int each) {
        return switch (each) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            default -> each < ' ' ? "\\u%04x".formatted(each) : Character.toString(each);
        };
    }
}
