package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** What axe-core finds wrong with a page. */
public final class Accessibility {

    private Accessibility() {
    }

    /** Fails where axe-core finds a violation, in light or dark; of what it asks, colours alone differ between them. */
    public static void check(Page page) {
        check(page, ColorScheme.LIGHT, List.of());
        check(page, ColorScheme.DARK, List.of("color-contrast"));
    }

    private static void check(Page page, ColorScheme scheme, List<String> rules) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        AxeRunOptions options = new AxeRunOptions();
        options.setResultTypes(List.of("violations"));
        AxeBuilder axe = new AxeBuilder(page).options(options);
        assertThat((rules.isEmpty() ? axe : axe.withRules(rules)).analyze().getViolations().stream()
                .map(found -> found.getId() + ": " + found.getNodes().stream().map(node -> node.getHtml()).toList()))
                .as("violations at %s, %s", page.url(), scheme).isEmpty();
    }
}
