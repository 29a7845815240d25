package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The frame around every page, and how it is served. */
@Timeout(60)
final class ShellIT {

    private static final Pattern ASSET = Pattern.compile("/assets/[0-9a-f]{16}/[^\"]+\\.(js|css|svg)");

    @ParameterizedTest
    @EnumSource(ConsolePage.class)
    void everyPageOpensWithoutAnErrorAndForEverybody(ConsolePage shown) {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page(shown.path()));
            assertThat(page.locator("rw-nav a[aria-current=page]")).isVisible();
            assertThat(page.locator("h1").first()).isVisible();
            assertThat(page.title()).endsWith("Roomwire");
            Accessibility.check(page);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ConsolePage.class)
    void everyPageFitsANarrowScreen(ConsolePage shown) {
        try (Browser browser = Browser.open(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(375, 700))) {
            Page page = browser.tab(DemoNodes.page(shown.path()));
            assertThat(page.locator("h1").first()).isVisible();
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
        }
    }

    @Test
    void loadsOnlyWhatItServesAndCachesKeepThat() throws IOException {
        HttpResponse<String> page = get("/trading");
        assertThat(page.headers().firstValue("Content-Security-Policy")).hasValueSatisfying(policy ->
                assertThat(policy).contains("default-src 'none'", "frame-ancestors 'none'", "style-src 'self'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.body()).doesNotContain("http://", "https://");
        Matcher links = ASSET.matcher(page.body());
        while (links.find()) {
            HttpResponse<String> asset = get(links.group());
            assertThat(asset.statusCode()).as(links.group()).isEqualTo(200);
            assertThat(asset.headers().firstValue("Cache-Control")).hasValueSatisfying(value ->
                    assertThat(value).contains("immutable"));
        }
    }

    @Test
    void pagesReachOtherNodesOnlyWhereSettingsNameThem() throws IOException {
        assertThat(connections(DemoNodes.first())).isEqualTo("'self' http://localhost:* http://127.0.0.1:*");
        try (Node node = Node.start(TestRedis.uri())) {
            assertThat(connections(node.address())).isEqualTo("'self'");
        }
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.pages.connect",
                "https://one.example, https://two.example:8443", "roomwire.pages", "on"))) {
            assertThat(connections(node.address())).isEqualTo("'self' https://one.example https://two.example:8443");
        }
    }

    private static String connections(URI node) throws IOException {
        return Http.get(node.resolve("/inspector")).headers().firstValue("Content-Security-Policy").orElseThrow()
                .replaceFirst(".*connect-src ([^;]+);.*", "$1");
    }

    @Test
    void givesAPageOfAnotherVersionWhatItHasAndLetsNoCacheKeepIt() throws IOException {
        HttpResponse<String> asset = get("/assets/0123456789abcdef/app/base.css");
        assertThat(asset.statusCode()).isEqualTo(200);
        assertThat(asset.headers().firstValue("Cache-Control")).hasValue("no-cache");
    }

    @Test
    void servesNothingElse() throws IOException {
        for (String path : List.of("/assets/x/application.yml", "/assets/x/../application.yml",
                "/assets/x/..%2fapplication.yml", "/assets/x/%2e%2e/application.yml", "/assets/x/app", "/assets/x/",
                "/assets", "/console/shell.html", "/front", "/index.html")) {
            assertThat(get(path).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void saysThatNothingHasChanged() throws IOException {
        String tag = get("/room").headers().firstValue("ETag").orElseThrow();
        assertThat(Http.get(address("/room"), "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(Http.get(address("/room-events.js"), "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @Test
    void anyPageMayLoadTheClientModule() throws IOException {
        assertThat(get("/room-events.js").headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
        assertThat(get("/room-events.d.ts").statusCode()).isEqualTo(200);
    }

    @Test
    void canBeSwitchedOff() throws IOException {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.pages", "off"))) {
            assertThat(Http.get(node.address().resolve("/")).statusCode()).isEqualTo(404);
            assertThat(Http.get(node.address().resolve("/room")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void canBeShownToThoseWhoHaveTheControlTokenAlone() throws IOException {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.pages", "control"))) {
            HttpResponse<String> refusal = Http.get(node.address().resolve("/room"));
            assertThat(refusal.statusCode()).isEqualTo(401);
            assertThat(refusal.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(way ->
                    assertThat(way).startsWith("Basic "));
            assertThat(status(node, "wrong")).isEqualTo(401);
            assertThat(status(node, Node.CONTROL_TOKEN)).isEqualTo(200);
        }
    }

    private static int status(Node node, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString(("any:" + password).getBytes(StandardCharsets.UTF_8));
        return Http.get(node.address().resolve("/room"), "Authorization", "Basic " + pair).statusCode();
    }

    private static HttpResponse<String> get(String path) throws IOException {
        return Http.get(address(path));
    }

    private static URI address(String path) {
        return DemoNodes.first().resolve(path);
    }
}
