package io.roomwire.project;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Enum constants as they are written outside: in lower case. */
final class ProjectWords {

    private ProjectWords() {
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant of that word; any other text fails with {@link ProjectRefusal}.
     *
     * @param what is read, for the refusal
     */
    static <E extends Enum<E>> E read(Class<E> type, String word, String what) {
        return Arrays.stream(type.getEnumConstants()).filter(constant -> of(constant).equals(word)).findFirst()
                .orElseThrow(() -> ProjectRefusal.invalid(what + " must be one of " + words(type)));
    }

    private static String words(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(ProjectWords::of).collect(Collectors.joining(", "));
    }
}
