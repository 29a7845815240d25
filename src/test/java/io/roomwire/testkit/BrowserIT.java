package io.roomwire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
}
