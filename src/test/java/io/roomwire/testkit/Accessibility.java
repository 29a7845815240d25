package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;

/** What axe-core finds wrong with a page. */
public final class Accessibility {

    /** Asked in the page itself, which has no frames: axe-core's own way for Playwright takes several times as long. */
    private static final String VIOLATIONS = """
            rules => axe.run(document, { resultTypes: ['violations'], ...(rules.length && { runOnly: rules }) })
              .then(found => found.violations.map(it => it.id + ': ' + it.nodes.map(node => node.html).join(' ')))
            """;

    private Accessibility() {
    }

    /** Fails where axe-core finds a violation, in light or dark; of what it asks, colours alone differ between them. */
    public static void check(Page page) {
        page.evaluate(AxeBuilder.getAxeScript());
        check(page, ColorScheme.LIGHT, List.of());
        check(page, ColorScheme.DARK, List.of("color-contrast"));
    }

    private static void check(Page page, ColorScheme scheme, List<String> rules) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat((List<?>) page.evaluate(VIOLATIONS, rules)).as("violations at %s, %s", page.url(), scheme).isEmpty();
    }
}
