package io.roomwire.pages;

import io.roomwire.config.Setting;
import io.roomwire.config.Settings;
import java.util.List;
import java.util.Locale;

/**
 * Whether there are pages.
 *
 * @param shown to whom
 */
record PageSettings(Shown shown) {

    private static final Setting<String> PAGES = Setting.choice("roomwire.pages", List.of("on", "control", "off"),
            "Who is shown the console: everybody, those who give the control token as password, or nobody. Data needs"
                    + " the systems' own access in any case.");

    /** Whom. */
    enum Shown {
        ON, CONTROL, OFF
    }

    static PageSettings from(Settings settings) {
        return new PageSettings(Shown.valueOf(settings.get(PAGES).toUpperCase(Locale.ROOT)));
    }
}
