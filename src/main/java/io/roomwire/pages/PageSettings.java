package io.roomwire.pages;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Whether there are pages.
 *
 * @param shown to whom
 * @param connect where else than to their own node they may connect to, as a policy's {@code connect-src} names it
 */
record PageSettings(Shown shown, List<String> connect) {

    private static final Setting<String> PAGES = Setting.choice("roomwire.pages", List.of("on", "control", "off"),
            "Who is shown the console: everybody, those who give the control token as password, or nobody. Data needs"
                    + " the systems' own access in any case.");

    private static final Setting<List<String>> CONNECT = Setting.text("roomwire.pages.connect", "none",
            "origins with commas between, such as https://node-2.example.org, or none", PageSettings::origins,
            "Other nodes that the Inspector may compare with; they must let this origin in. In the demo run all of this"
                    + " machine.");

    /** What a demo run's pages may reach: the other nodes that a newcomer starts. */
    private static final List<String> THIS_MACHINE = List.of("http://localhost:*", "http://127.0.0.1:*");

    PageSettings {
        connect = List.copyOf(connect);
    }

    /** Whom. */
    enum Shown {
        ON, CONTROL, OFF
    }

    /** @param open whether everybody on this machine may do everything */
    static PageSettings from(Settings settings, boolean open) {
        List<String> connect = Stream.concat(settings.get(CONNECT).stream(), open ? THIS_MACHINE.stream() : Stream.of())
                .toList();
        return new PageSettings(Shown.valueOf(settings.get(PAGES).toUpperCase(Locale.ROOT)), connect);
    }

    private static List<String> origins(String text) {
        List<String> origins = text.equals("none") ? List.of() : List.of(text.split("\\s*,\\s*", -1));
        if (!origins.stream().allMatch(origin -> origin.matches("https?://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?"))) {
            throw new IllegalArgumentException("not a list of origins");
        }
        return origins;
    }
}
