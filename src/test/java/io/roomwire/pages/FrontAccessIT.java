package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The front page where it needs the control token, and where what it shows is no longer so. */
@Timeout(90)
final class FrontAccessIT {

    @Test
    void asksForTheControlTokenWhereTheNodeDemandsItAndKeepsItToTheTab() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri());
                Browser browser = Browser.open()) {
            Page page = browser.tab(node.address().toString());
            assertThat(page.getByText("What operators see needs the control token")).isVisible();
            assertThat(page.locator(".system")).hasCount(0);
            assertThat(page.locator(".append pre").first()).containsText("-H \"x-control-token: $CONTROL_TOKEN\"");
            Accessibility.check(page);
            page.getByLabel("Control token").fill("wrong");
            page.keyboard().press("Enter");
            assertThat(page.locator(".door [role=alert]")).hasText("The node did not accept this token.");
            page.getByLabel("Control token").fill(Node.CONTROL_TOKEN);
            page.keyboard().press("Enter");
            assertThat(page.locator(".nodes [data-health=ready]")).hasCount(1);
            assertThat(page.locator(".head .chip")).containsText("Read every 2 s");
            assertThat(page.locator("[data-system=room] .empty"))
                    .hasText("Nobody watches one, and no event came within a minute.");
            Accessibility.check(page);
            page.reload();
            assertThat(page.locator(".sums")).containsText(Pattern.compile("Nodes ready\\s*1 of 1"));
            assertThat(page.url() + page.content()).doesNotContain(Node.CONTROL_TOKEN);
            assertThat(page.evaluate("JSON.stringify(localStorage)")).isEqualTo("{}");
            assertThat(browser.tab(node.address().toString()).locator(".door")).isVisible();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void saysThatRedisIsAwayAndThenThatTheNodeIs() {
        try (RedisProcess redis = RedisProcess.start(); Node node = Node.start(redis.uri());
                Browser browser = Browser.open()) {
            browser.context().addInitScript("if (location.protocol === 'http:') "
                    + "sessionStorage.setItem('roomwire.control', '" + Node.CONTROL_TOKEN + "')");
            Page page = browser.tab(node.address().toString());
            assertThat(page.locator(".redis [data-redis=up]")).isVisible();
            redis.kill();
            assertThat(page.locator(".redis [data-redis=away]")).isVisible();
            assertThat(page.locator(".sums .bad")).containsText("away");
            redis.restart();
            assertThat(page.locator(".redis [data-redis=up]")).isVisible();
            node.stop();
            assertThat(page.locator(".head .chip")).containsText(Pattern.compile("Not to be read \\(attempt \\d+\\)"));
            assertThat(page.locator(".stale")).containsText(Pattern.compile("Nothing new since \\d\\d:\\d\\d:\\d\\d"));
            assertThat(page).hasTitle("Live streams · Roomwire");
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    @Tag("faults")
    void saysThatNothingComesAndRecoversByItself() {
        try (TcpProxy proxy = TcpProxy.to(DemoNodes.first().getPort()); Browser browser = Browser.open()) {
            Page page = browser.tab("http://127.0.0.1:" + proxy.port() + "/");
            assertThat(page.locator(".chip[data-state=connected]")).isVisible();
            assertThat(page.locator(".stale .notice")).hasCount(0);
            proxy.holdAll();
            assertThat(page.locator(".stale .notice")).isVisible();
            Accessibility.check(page);
            proxy.heal();
            assertThat(page.locator(".stale .notice")).hasCount(0);
            proxy.refuse();
            assertThat(page.locator(".chip[data-state=reconnecting]")).isVisible();
            proxy.heal();
            assertThat(page.locator(".chip[data-state=connected]")).isVisible();
            assertThat(browser.errors()).isEmpty();
        }
    }

    @Test
    void saysThatTheNodeDoesNotAnswer() {
        try (TcpProxy proxy = TcpProxy.to(DemoNodes.first().getPort()); Browser browser = Browser.open()) {
            Page page = browser.tab();
            page.route("**/api/v1/ops/overview", route -> route.abort());
            page.navigate("http://127.0.0.1:" + proxy.port() + "/");
            assertThat(page.locator(".notice.bad")).containsText("The node does not answer");
            page.unroute("**/api/v1/ops/overview");
            assertThat(page.locator(".nodes [data-health=ready]").first()).isVisible();
        }
    }
}
