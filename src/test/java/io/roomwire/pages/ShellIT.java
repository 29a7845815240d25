package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The frame around every page, and how it is served. */
@Timeout(60)
final class ShellIT {

    private static final Pattern ASSET = Pattern.compile("/assets/[0-9a-f]{16}/[^\"]+\\.(js|css|svg)");

    @ParameterizedTest
    @EnumSource(ConsolePage.class)
    void everyPageOpensWithoutAnErrorForEverybodyAndFitsANarrowScreen(ConsolePage shown) {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page(shown.path()));
            assertThat(page.locator("rw-nav a[aria-current=page]")).isVisible();
            assertThat(page.locator("h1").first()).isVisible();
            assertThat(page.title()).endsWith("Roomwire");
            page.keyboard().press("Tab");
            assertThat(page.getByText("To the content")).isFocused();
            Accessibility.check(page);
            String token = (String) page.evaluate("sessionStorage.getItem('roomwire.token')");
            assertThat(token).startsWith("eyJ");
            assertThat(page.url() + page.content() + page.evaluate("JSON.stringify(localStorage) + document.cookie"))
                    .doesNotContain(token);
            page.setViewportSize(375, 700);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= 375")).isTrue();
            assertThat(browser.errors()).isEmpty();
            assertThat(browser.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "FRONT | Asking the cluster … | The node does not answer",
        "ROOM | Loading … | The rooms could not be listed",
        "WORKLOG | Loading your rooms … | Your rooms could not be loaded",
        "TRADING | Loading your models … | Your models could not be loaded",
        "CHAT | Connecting… | SSE: reconnecting",
        "CONSOLE | Looking for dongles… | The list of dongles and groups is not to be had",
        "GROUPS | Looking for groups… | The list of groups is not to be had",
        "INSPECTOR | Looking for a stream … | It is opened again by itself",
    })
    void saysWhatItWaitsForAndWhyNothingComesAndGoesOnByItself(ConsolePage shown, String waiting, String trouble) {
        Predicate<String> data = url -> url.contains("/api/") && !url.contains("/api/dev/");
        List<Route> held = new ArrayList<>();
        try (Browser browser = Browser.open()) {
            Page page = browser.tab();
            page.clock().install();
            AtomicBoolean away = new AtomicBoolean();
            page.route(data, route -> {
                if (away.get()) {
                    route.abort();
                } else {
                    held.add(route);
                }
            });
            page.navigate(DemoNodes.page(shown.path()));
            Locator main = page.locator("main");
            assertThat(main).containsText(waiting);
            page.waitForCondition(() -> !held.isEmpty());
            away.set(true);
            held.forEach(Route::abort);
            assertThat(main).containsText(trouble);
            page.unroute(data);
            page.clock().fastForward(30_000);
            assertThat(main).not().containsText(trouble);
            assertThat(main).not().containsText(waiting);
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void loadsOnlyWhatItServesAndCachesKeepThat() throws IOException {
        Set<String> assets = new TreeSet<>();
        for (ConsolePage shown : ConsolePage.values()) {
            HttpResponse<String> page = get(shown.path());
            assertGuarded(page);
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.body()).doesNotContain("http://", "https://")
                    .doesNotContainPattern("(src|href)=\"(?!/assets/[0-9a-f]{16}/)");
            ASSET.matcher(page.body()).results().map(MatchResult::group).forEach(assets::add);
        }
        assertThat(assets).hasSizeGreaterThan(2 * ConsolePage.values().length);
        for (String path : assets) {
            HttpResponse<String> asset = get(path);
            assertThat(asset.statusCode()).as(path).isEqualTo(200);
            assertGuarded(asset);
            assertThat(asset.headers().firstValue("Cache-Control")).hasValue("public, max-age=31536000, immutable");
        }
    }

    private static void assertGuarded(HttpResponse<String> answer) {
        assertThat(policy(answer)).contains("default-src 'none'", "frame-ancestors 'none'", "style-src 'self'",
                "base-uri 'none'", "form-action 'none'").containsPattern("script-src 'self' 'sha256-[^' ]+';")
                .doesNotContain("unsafe");
        assertToldToNobody(answer);
    }

    private static String policy(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElse("none");
    }

    private static void assertToldToNobody(HttpResponse<String> answer) {
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
    }

    @Test
    void thePageOfAllRoutesWorksWithinItsPolicy() {
        try (Browser browser = Browser.open()) {
            Page page = browser.tab(DemoNodes.page("/swagger-ui"));
            Locator health = page.locator(".opblock").filter(new Locator.FilterOptions().setHasText("/healthz")).first();
            health.click();
            health.getByText("Execute").click();
            assertThat(health.locator(".live-responses-table .response-col_status").last()).containsText("200");
            assertThat(browser.errors()).isEmpty();
            assertThat(browser.failures()).isEmpty();
        }
    }

    @Test
    void guardsThePageOfAllRoutesToo() throws IOException {
        for (String path : List.of("/swagger-ui", "/swagger-ui/", "/swagger-ui/res/swagger-ui-bundle.js",
                "/swagger-ui/none")) {
            HttpResponse<String> answer = get(path);
            assertThat(policy(answer)).as(path).contains("default-src 'self'", "frame-ancestors 'none'")
                    .containsPattern("script-src 'self' 'sha256-[^' ]+';").doesNotContain("unsafe-eval");
            assertToldToNobody(answer);
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
            assertRefused(Http.get(node.address().resolve("/room")), 404);
            assertRefused(Http.get(node.address().resolve("/swagger-ui")), 404);
            assertRefused(Http.get(node.address().resolve("/swagger-ui/res/swagger-ui-bundle.js")), 404);
            for (String path : List.of("/%73wagger-ui", "/%73wagger%2Dui/index.html", "//swagger-ui",
                    "/x/../swagger-ui/", "/swagger-ui;x", "/swagger-ui%2findex.html", "/./swagger-ui/index.html")) {
                assertThat(Http.get(URI.create(node.address() + path)).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(Http.get(node.address().resolve("/assets/x/app/base.css")).statusCode()).isEqualTo(404);
            assertThat(Http.get(node.address().resolve("/room-events.js")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void canBeShownToThoseWhoHaveTheControlTokenAlone() throws IOException {
        try (Node node = Node.start(TestRedis.uri(), Map.of("roomwire.pages", "control"))) {
            for (String path : List.of("/room", "/swagger-ui", "/swagger-ui/index.html")) {
                HttpResponse<String> refusal = Http.get(node.address().resolve(path));
                assertRefused(refusal, 401);
                assertThat(refusal.headers().firstValue("WWW-Authenticate")).hasValueSatisfying(way ->
                        assertThat(way).startsWith("Basic "));
                assertThat(status(node, path, "wrong")).isEqualTo(401);
                assertThat(status(node, path, Node.CONTROL_TOKEN)).isEqualTo(200);
            }
        }
    }

    private static void assertRefused(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(policy(answer)).isEqualTo("default-src 'none'; frame-ancestors 'none'");
        assertToldToNobody(answer);
    }

    private static int status(Node node, String path, String password) throws IOException {
        String pair = Base64.getEncoder().encodeToString(("any:" + password).getBytes(StandardCharsets.UTF_8));
        return Http.get(node.address().resolve(path), "Authorization", "Basic " + pair).statusCode();
    }

    private static HttpResponse<String> get(String path) throws IOException {
        return Http.get(address(path));
    }

    private static URI address(String path) {
        return DemoNodes.first().resolve(path);
    }
}
