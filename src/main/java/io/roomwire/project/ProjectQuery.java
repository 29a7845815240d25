package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.roomwire.event.EventId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A request's query, parameter by parameter. What a parameter may not be fails with {@link ProjectRefusal}. */
record ProjectQuery(HttpRequest<?> request) {

    /** The first of these parameters that is given and not empty. */
    Optional<String> text(String... names) {
        return Arrays.stream(names).flatMap(name -> request.getParameters().getFirst(name).stream())
                .filter(value -> !value.isEmpty()).findFirst();
    }

    String required(String... names) {
        return text(names).orElseThrow(() ->
                ProjectRefusal.invalid("querystring must have required property '" + names[0] + "'"));
    }

    int count(String name, int standard, int min, int max) {
        return text(name).map(text -> {
            if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < min || Integer.parseInt(text) > max) {
                throw ProjectRefusal.invalid("querystring/" + name + " must be an integer from " + min + " to " + max);
            }
            return Integer.parseInt(text);
        }).orElse(standard);
    }

    /** An event id; whatever is larger than any counts as the largest. */
    Optional<EventId> seq(String... names) {
        return text(names).map(text -> number(text)
                .orElseThrow(() -> ProjectRefusal.invalid("querystring/" + names[0] + " must be an integer >= 0")));
    }

    /** Empty where the text is no number. */
    static Optional<EventId> number(String text) {
        if (!text.matches("[0-9]+")) {
            return Optional.empty();
        }
        return EventId.parse(text.replaceFirst("^0+(?=.)", "")).or(() -> Optional.of(new EventId(EventId.MAX)));
    }

    boolean flag(String name, boolean standard) {
        return text(name).map(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw ProjectRefusal.invalid("querystring/" + name + " must be boolean");
            }
            return text.equals("true");
        }).orElse(standard);
    }

    /** One of the enum's words. */
    <E extends Enum<E>> Optional<E> word(String name, Class<E> type) {
        return text(name).map(text -> ProjectWords.read(type, text, "querystring/" + name));
    }

    /** Given several times, as {@code name[]}, or with commas between; all of them where none is given. */
    <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        List<E> words = Stream.of(name, name + "[]").flatMap(key -> request.getParameters().getAll(key).stream())
                .flatMap(value -> Arrays.stream(value.split(",", -1))).filter(word -> !word.isEmpty())
                .map(word -> ProjectWords.read(type, word, "querystring/" + name)).toList();
        return words.isEmpty() ? EnumSet.allOf(type) : EnumSet.copyOf(words);
    }
}
