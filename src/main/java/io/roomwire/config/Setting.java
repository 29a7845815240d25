package io.roomwire.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One setting, described once: {@link Settings} reads it, the README lists it.
 *
 * @param <T> what it is read as
 */
public final class Setting<T> {

    private final String name;
    private final String standard;
    private final String meaning;
    private final Form<T> form;
    private final Optional<T> absent;
    private final List<String> aliases;
    private final boolean secret;

    private Setting(String name, String standard, String meaning, Form<T> form, Optional<T> absent,
                    List<String> aliases, boolean secret) {
        this.name = name;
        this.standard = standard;
        this.meaning = meaning;
        this.form = form;
        this.absent = absent;
        this.aliases = aliases;
        this.secret = secret;
    }

    private static <T> Setting<T> of(String name, String standard, String meaning, Form<T> form) {
        return new Setting<>(name, standard, meaning, form, Optional.empty(), List.of(), false);
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Setting<Integer> count(String name, int standard, int min, int max, String meaning) {
        return of(name, Integer.toString(standard), meaning, Form.count(min, max));
    }

    /** A probability, 0 to 1. */
    public static Setting<Double> ratio(String name, String standard, String meaning) {
        return of(name, standard, meaning, Form.ratio());
    }

    /** A time with a unit of ms, s, m, h or d. */
    public static Setting<Duration> duration(String name, Duration standard, Duration min, Duration max,
                                             String meaning) {
        return of(name, Amount.TIME.print(standard.toMillis()), meaning, Form.duration(min, max));
    }

    /** A number of bytes with a unit of B, kB, MB or GB, by 1024. */
    public static Setting<Long> bytes(String name, String standard, String min, String max, String meaning) {
        return of(name, standard, meaning, Form.bytes(Amount.BYTES.parse(min).orElseThrow(),
                Amount.BYTES.parse(max).orElseThrow()));
    }

    public static Setting<Boolean> flag(String name, boolean standard, String meaning) {
        return of(name, Boolean.toString(standard), meaning, Form.FLAG);
    }

    /** One of {@code values}, the first by default. */
    public static Setting<String> choice(String name, List<String> values, String meaning) {
        return of(name, values.getFirst(), meaning, Form.choice(values));
    }

    /** Text that {@code read} takes; {@link IllegalArgumentException} from it means not permitted. */
    public static <T> Setting<T> text(String name, String standard, String permitted, Function<String, T> read,
                                      String meaning) {
        return of(name, standard, meaning, Form.text(permitted, read));
    }

    /** Like {@link #text}, empty by default. */
    public static <T> Setting<Optional<T>> optional(String name, String permitted, Function<String, T> read,
                                                    String meaning) {
        Form<Optional<T>> form = Form.text(permitted, text -> Optional.of(read.apply(text)));
        return new Setting<>(name, "none", meaning, form, Optional.of(Optional.empty()), List.of(), false);
    }

    /** The same setting, also read by another name. */
    public Setting<T> or(String alias) {
        List<String> more = Stream.concat(aliases.stream(), Stream.of(alias)).toList();
        return new Setting<>(name, standard, meaning, form, absent, more, secret);
    }

    /** The same setting, whose value no message shows. */
    public Setting<T> secret() {
        return new Setting<>(name, standard, meaning, form, absent, aliases, true);
    }

    public String name() {
        return name;
    }

    /** The default, as one would write it. */
    public String standard() {
        return standard;
    }

    public String permitted() {
        return form.permitted();
    }

    public String meaning() {
        return meaning;
    }

    /** The environment variables that set it, joined by "or". */
    public String environment() {
        return String.join(" or ", names().map(Setting::variable).toList());
    }

    boolean isSecret() {
        return secret;
    }

    Stream<String> names() {
        return Stream.concat(Stream.of(name), aliases.stream());
    }

    T read(Optional<String> value) {
        if (value.isEmpty() && absent.isPresent()) {
            return absent.get();
        }
        String text = value.orElse(standard);
        return form.parse().apply(text).orElseThrow(() -> BadSetting.of(this, text));
    }

    private static String variable(String property) {
        return property.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
    }
}
