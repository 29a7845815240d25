package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;

/** What axe-core finds wrong with a page. */
public final class Accessibility {

    private Accessibility() {
    }

    /** Fails where axe-core finds a violation, in light or dark. */
    public static void check(Page page) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            assertThat(new AxeBuilder(page).analyze().getViolations().stream()
                    .map(found -> found.getId() + ": " + found.getNodes().stream().map(node -> node.getHtml()).toList()))
                    .as("violations at %s, %s", page.url(), scheme).isEmpty();
        }
    }
}
