package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.ColorScheme;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Makes the README's pictures: each page as a newcomer sees it, a while after the demo has begun. */
@Tag("pictures")
final class PicturesIT {

    private static final Path FOLDER = Path.of("docs", "pictures");
    private static final IsVisibleOptions PATIENCE = new IsVisibleOptions().setTimeout(60_000);
    /** For figures that are taken over seconds, and for lists to fill. */
    private static final double A_WHILE_MS = 15_000;

    @ParameterizedTest
    @CsvSource({
            "front,     /,          LIGHT, .spark",
            "room,      /room,      LIGHT, .decision",
            "trading,   /trading,   DARK,  .uplot",
            "chat,      /chat,      LIGHT, .message",
            "console,   /console,   DARK,  [role=row]",
            "inspector, /inspector, LIGHT, .entry[data-kind=event]",
    })
    void picture(String name, String path, ColorScheme scheme, String sign) throws IOException {
        try (Browser browser = Browser.open(new NewContextOptions().setViewportSize(1280, 800).setColorScheme(scheme))) {
            Page page = browser.tab(DemoNodes.page(path));
            assertThat(page.locator(sign).first()).isVisible(PATIENCE);
            page.waitForTimeout(A_WHILE_MS);
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name + ".webp"), webp(page));
            assertThat(browser.errors()).isEmpty();
        }
    }

    private static byte[] webp(Page page) {
        CDPSession session = page.context().newCDPSession(page);
        JsonObject arguments = new JsonObject();
        arguments.addProperty("format", "webp");
        arguments.addProperty("quality", 80);
        return Base64.getDecoder().decode(session.send("Page.captureScreenshot", arguments).get("data").getAsString());
    }
}
