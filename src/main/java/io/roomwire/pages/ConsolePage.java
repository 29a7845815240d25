package io.roomwire.pages;

import java.util.Arrays;
import java.util.Locale;

/** The pages, each at a path of its own, which is the name of its module too. */
enum ConsolePage {
    FRONT("Live streams", false),
    ROOM("Room", false),
    WORKLOG("Work log", false),
    TRADING("Trading", true),
    CHAT("Project chat", false),
    CONSOLE("Console", false),
    GROUPS("Groups", false),
    INSPECTOR("Inspector", false);

    private final String title;
    private final boolean plots;

    ConsolePage(String title, boolean plots) {
        this.title = title;
        this.plots = plots;
    }

    /** The page at this path, which is that of one; a slash at its end does no harm. */
    static ConsolePage at(String path) {
        return Arrays.stream(values()).filter(page -> path.replaceFirst("(?<=.)/$", "").equals(page.path())).findFirst()
                .orElseThrow();
    }

    String path() {
        return this == FRONT ? "/" : '/' + key();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** Whether it needs the library that draws charts. */
    boolean plots() {
        return plots;
    }
}
