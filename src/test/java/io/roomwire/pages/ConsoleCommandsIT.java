package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.json.JsonFields;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that are sent from the page, and what is shown of their ends. */
@Timeout(60)
final class ConsoleCommandsIT {

    @Test
    void showsWhatADongleAnswersWhenItHas() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.answering(dongle, message -> List.of(status(message, Map.of("status", "running")),
                    status(message, Map.of("status", "done", "exit_code", 0, "stdout", "up 3 days\nok\n"))));
            Page page = commands(bench, dongle);
            page.locator("select[name=command]").selectOption("remote status");
            page.getByText("Send command").click();
            Locator entry = page.locator(".command");
            assertThat(entry.locator(".chip")).hasText("ok");
            assertThat(entry).containsText(Pattern.compile("remote status\\s*to dongle, .*exit 0"));
            assertThat(entry.locator("pre.stdout")).hasText("up 3 days\nok\n");
            assertThat(entry.locator("pre.stderr")).hasCount(0);
            assertThat(ConsoleBench.rows(page).filter(new Locator.FilterOptions().setHasText("CMDok"))).hasCount(1);
            assertThat(page).hasURL(Pattern.compile("tab=commands"));
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void sendsAnAgentItsArgumentsAndShowsWhatWentWrongAndWhatWasCut() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.answering(dongle, message -> List.of(status(message, Map.of("status", "error", "exit_code", 2,
                    "stderr", "unknown host " + String.join("/", arguments(message)), "truncated", true))));
            Page page = commands(bench, dongle);
            page.locator("select[name=to]").selectOption("agent");
            page.getByLabel("Arguments").fill("-c 1  nowhere");
            page.getByText("Send command").click();
            Locator entry = page.locator(".command");
            assertThat(entry.locator(".chip")).hasText(new String[] {"error", "truncated"});
            assertThat(entry).containsText("ping -c 1 nowhere");
            assertThat(entry.locator("pre.stderr")).hasText("unknown host -c/1/nowhere");
            page.getByLabel("Arguments").fill("1 2 3 4 5 6 7");
            page.getByText("Send command").click();
            assertThat(page.locator("rw-console-commands [role=alert]"))
                    .hasText("This command is not on the list of those that may be sent.");
            assertThat(page.locator(".command")).hasCount(1);
        }
    }

    @Test
    void offersOnlyWhatMayBeSent() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Page page = commands(bench, bench.dongle());
            Locator options = page.locator("select[name=command]").locator("option");
            assertThat(options).hasText(new String[] {"help", "remote status", "remote stats", "can cfg show",
                "discovery status", "time status"});
            page.locator("select[name=to]").selectOption("agent");
            assertThat(options).hasText(new String[] {"ping", "ip", "ifconfig"});
        }
    }

    @Test
    void saysThatNobodyIsThereToTakeIt() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Page page = commands(bench, bench.dongle());
            page.getByText("Send command").click();
            assertThat(page.locator("rw-console-commands [role=alert]"))
                    .hasText("The dongle's agent is not connected.");
            assertThat(page.locator(".command .chip")).hasText("error");
        }
    }

    @Test
    void keepsTheLastTwelveWhoeverSentThem() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.answering(dongle, message -> List.of(status(message, Map.of("status", "ok"))));
            Page page = commands(bench, dongle);
            page.getByText("Send command").click();
            assertThat(page.locator(".command[data-status=ok]")).hasText(Pattern.compile("help"));
            for (int i = 0; i < 12; i++) {
                ConsoleWorld.post(bench.node(), "/api/v1/dongles/" + dongle.id() + "/commands", bench.session(),
                        "{\"command\":\"time status\",\"command_target\":\"dongle\"}");
            }
            assertThat(page.locator(".command[data-status=ok]").filter(
                    new Locator.FilterOptions().setHasText("sent elsewhere"))).hasCount(12);
            assertThat(page.locator(".command")).hasCount(12);
        }
    }

    @Test
    void asksWhatBecameOfACommandWhileTheStreamIsPaused() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            bench.answering(dongle, message -> List.of(status(message, Map.of("status", "ok", "stdout", "late"))));
            Page page = commands(bench, dongle);
            page.locator(".head").getByText("Pause").click();
            page.getByText("Send command").click();
            assertThat(page.locator(".command .chip")).hasText("ok");
            assertThat(page.locator(".command pre.stdout")).hasText("late");
            assertThat(ConsoleBench.rows(page)).hasCount(0);
        }
    }

    private static Page commands(ConsoleBench bench, Dongle dongle) {
        Page page = bench.live(dongle);
        page.getByText("Command console").click();
        return page;
    }

    private static List<String> arguments(JsonNode message) {
        return JsonFields.given(message, "args").map(JsonNode::values).stream()
                .flatMap(args -> StreamSupport.stream(args.spliterator(), false))
                .map(JsonNode::getStringValue).toList();
    }

    private static String status(JsonNode message, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("type", "command_status");
        all.put("command_id", JsonFields.text(message, "command_id").orElseThrow());
        return Json.text(all);
    }
}
