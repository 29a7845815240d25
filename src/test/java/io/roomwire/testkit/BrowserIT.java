package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;

final class BrowserIT {

    @Test
    void hearsWhatGoesWrongInEveryTab() {
        try (Browser browser = Browser.open()) {
            Page first = browser.tab("data:text/html,<title>one</title>");
            assertThat(first.title()).isEqualTo("one");
            assertThat(browser.errors()).isEmpty();
            first.evaluate("console.error('said')");
            Page second = browser.tab("data:text/html,<script>setTimeout(() => { throw new Error('thrown') })</script>");
            second.waitForCondition(() -> browser.errors().size() == 2);
            assertThat(browser.errors().toString()).contains("said", "thrown");
        }
    }

    @Test
    void findsWhatSomeCannotUseInLightAndInDark() {
        try (Browser browser = Browser.open()) {
            assertThatThrownBy(() -> Accessibility.check(browser.tab(page("color: black", "<input>"))))
                    .hasMessageContaining("label").hasMessageContaining("LIGHT");
            assertThatThrownBy(() -> Accessibility.check(browser.tab(page("color: light-dark(black, #222)", "Text"))))
                    .hasMessageContaining("color-contrast").hasMessageContaining("DARK");
            Accessibility.check(browser.tab(page("color: light-dark(black, white)", "Text")));
        }
    }

    private static String page(String style, String content) {
        return "data:text/html,<html lang=en style='color-scheme: light dark; background: light-dark(white, black); "
                + style.replace("#", "%23") + "'><title>t</title><main><h1>T</h1>" + content + "</main>";
    }
}
