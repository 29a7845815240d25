package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A tab whose list shows the numbers that a test posts.
 *
 * @param list what shows a number each
 * @param text how it shows it
 */
record CountingPage(Page page, String list, IntFunction<String> text, Order order) {

    /** Has every tab remember which states its chip showed, however shortly. */
    static final String WATCH = """
            globalThis.told = []
            new MutationObserver(() => {
              const { state } = document.querySelector('.chip[data-state]')?.dataset ?? {}
              if (state && state !== told.at(-1)) told.push(state)
            }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-state'] })""";

    /** Clients wait up to half a minute between two tries. */
    private static final double PATIENCE_MS = 40_000;

    enum Order {
        OLDEST_FIRST,
        NEWEST_FIRST,
        /** Only what is seen of the list is in the page, so it has to be emptied now and then. */
        NEWEST_FIRST_VIRTUALISED
    }

    /** The page that a tab shows, by its element. */
    static String name(Page page) {
        String path = URI.create(page.url()).getPath().substring(1);
        return path.isEmpty() ? "front" : path;
    }

    /** The chip of the page's stream; its name says which page it is where an assertion fails. */
    static Locator chip(Page page) {
        return page.locator("rw-" + name(page) + " .chip[data-state]").first();
    }

    /** What was told so far counts no more. */
    static void forget(Page page) {
        page.evaluate("told.length = 0");
    }

    /** Waits until the chip shows, or has shown, that state. */
    static void awaitTold(Page page, String state) {
        page.waitForFunction("state => told.includes(state)"
                + " || document.querySelector('.chip[data-state]').dataset.state === state", state);
    }

    static void awaitLive(Page page) {
        assertThat(chip(page)).hasAttribute("data-state", "connected",
                new HasAttributeOptions().setTimeout(PATIENCE_MS));
    }

    /** Empties the list where that is needed; whether it was. */
    boolean empty() {
        boolean needed = order == Order.NEWEST_FIRST_VIRTUALISED;
        if (needed) {
            page.getByText("Clear", new Page.GetByTextOptions().setExact(true)).click();
        }
        return needed;
    }

    /** That the user sees exactly these numbers, each once, in order. */
    void shows(int first, int last) {
        List<String> texts = IntStream.rangeClosed(first, last).mapToObj(text).collect(Collectors.toList());
        if (order != Order.OLDEST_FIRST) {
            Collections.reverse(texts);
        }
        assertThat(page.locator(list)).hasText(texts.toArray(String[]::new),
                new HasTextOptions().setTimeout(PATIENCE_MS));
    }
}
