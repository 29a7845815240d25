package io.roomwire.testkit;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A profile of its own in a real browser: nothing is shared with another but the process, which starts once per JVM.
 * Its pages share storage and cookies, as tabs do. Skips the test where Chromium is missing.
 *
 * <p>Not for several threads: wait by {@code page.waitForFunction} or a locator's assertion, or let Awaitility
 * {@code pollInSameThread}.
 */
public final class Browser implements AutoCloseable {

    /** What Chromium itself says of a request that failed, which is what many tests are about. */
    private static final String NETWORK = "Failed to load resource";

    private final BrowserContext context;
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> failures = new CopyOnWriteArrayList<>();

    private Browser(BrowserContext context) {
        this.context = context;
        context.onConsoleMessage(this::said);
        context.onWebError(error -> errors.add(error.error()));
    }

    /** A fresh profile. */
    public static Browser open() {
        return open(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    /** A fresh profile with a size of window, a colour scheme and the like. */
    public static Browser open(com.microsoft.playwright.Browser.NewContextOptions options) {
        Tool.require(Tool.CHROMIUM);
        return new Browser(Chromium.SHARED.newContext(options));
    }

    private void said(ConsoleMessage message) {
        if ("error".equals(message.type())) {
            (message.text().startsWith(NETWORK) ? failures : errors).add(message.text() + " at " + message.location());
        }
    }

    /** Another tab. */
    public Page tab() {
        return context.newPage();
    }

    /** Another tab, showing that address. */
    public Page tab(String address) {
        Page page = tab();
        page.navigate(address);
        return page;
    }

    /** To be offline, to grant permissions, to route requests. */
    public BrowserContext context() {
        return context;
    }

    /** What any tab wrote to the console as an error, and what no script caught; without requests that failed. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    /** Requests that failed, as the console told of them. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        context.close();
    }

    /** Started by the first test that needs it. */
    private static final class Chromium {

        /** For what is not asked within a time of its own: machines that build are busy. */
        private static final double PATIENCE_MS = 15_000;

        static final com.microsoft.playwright.Browser SHARED = start();

        private static com.microsoft.playwright.Browser start() {
            Playwright driver = Playwright.create(new Playwright.CreateOptions()
                    .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            Runtime.getRuntime().addShutdownHook(new Thread(driver::close, "browser-end"));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
            return driver.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(Tool.CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
        }
    }
}
