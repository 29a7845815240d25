package io.roomwire.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What a setting's value may be.
 *
 * @param permitted for people
 * @param parse empty for a value that is not permitted
 */
record Form<T>(String permitted, Function<String, Optional<T>> parse) {

    static final Form<Boolean> FLAG = new Form<>("true or false", Form::flag);

    static Form<Integer> count(int min, int max) {
        return new Form<>(min + " to " + max,
                text -> within(whole(text), min, max).map(Math::toIntExact));
    }

    static Form<Double> ratio() {
        return new Form<>("0 to 1, with a point", text -> Optional.of(text)
                .filter(t -> t.matches("0|1|0?\\.[0-9]{1,6}|1\\.0{1,6}")).map(Double::valueOf));
    }

    static Form<Duration> duration(Duration min, Duration max) {
        return new Form<>(Amount.TIME.print(min.toMillis()) + " to " + Amount.TIME.print(max.toMillis()),
                text -> within(Amount.TIME.parse(text), min.toMillis(), max.toMillis()).map(Duration::ofMillis));
    }

    static Form<Long> bytes(long min, long max) {
        return new Form<>(Amount.BYTES.print(min) + " to " + Amount.BYTES.print(max),
                text -> within(Amount.BYTES.parse(text), min, max));
    }

    static Form<String> choice(List<String> values) {
        return new Form<>(String.join(" or ", values), text -> Optional.of(text).filter(values::contains));
    }

    /** A form of text that {@code read} accepts by not throwing {@link IllegalArgumentException}. */
    static <T> Form<T> text(String permitted, Function<String, T> read) {
        return new Form<>(permitted, text -> {
            try {
                return Optional.of(read.apply(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    private static Optional<Boolean> flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static OptionalLong whole(String text) {
        return text.matches("-?[0-9]{1,15}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static Optional<Long> within(OptionalLong value, long min, long max) {
        return value.isPresent() && value.getAsLong() >= min && value.getAsLong() <= max
                ? Optional.of(value.getAsLong()) : Optional.empty();
    }
}
