package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.pages.ConsoleBench.Dongle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames that are sent from the page to a dongle's bus. */
@Timeout(60)
final class ConsoleSendIT {

    /** The CAN ids that the agent was sent. */
    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void sendsAFrameOnceAndShowsItWhenTheAgentHasConfirmedIt() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            bench.answering(dongle, this::confirm);
            send(page, "2ff", "01 a2 B3");
            assertThat(outcome(page)).hasText("1 confirmed.");
            assertThat(ConsoleBench.rows(page).first()).containsText("TX2FF[3] 01 a2 B3");
            assertThat(ConsoleBench.figure(page, "TX")).hasText("1");
            assertThat(received).containsExactly("0x2ff");
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void sendsAgainAndAgainUntilItIsStopped() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            bench.answering(dongle, this::confirm);
            form(page).getByLabel("every").fill("50");
            form(page).getByText("Start periodic").click();
            assertThat(outcome(page)).hasText(Pattern.compile("Every 50 ms: ([5-9]|\\d\\d+) confirmed.*"));
            assertThat(form(page).getByText("Send once")).isDisabled();
            form(page).getByText("Stop").click();
            send(page, "0x301", "01");
            assertThat(ConsoleBench.rows(page).filter(text("301"))).hasCount(1);
            send(page, "0x302", "01");
            assertThat(ConsoleBench.rows(page).filter(text("302"))).hasCount(1);
            assertThat(received.subList(received.indexOf("0x301"), received.size())).containsExactly("0x301", "0x302");
            assertThat(received).filteredOn("0x1A0"::equals).hasSizeGreaterThanOrEqualTo(5);
            assertThat(bench.browser().errors()).isEmpty();
        }
    }

    @Test
    void sendsToTheSideOfAGroupThatIsChosen() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle a = bench.dongle();
            Dongle b = bench.dongle();
            String group = bench.group(a, b);
            bench.answering(b, this::confirm);
            Page page = bench.page("/console?target=group:" + group);
            ConsoleBench.chip(page, "connected").waitFor();
            page.locator(".receiver").selectOption(b.id());
            send(page, "0x123", "01");
            assertThat(ConsoleBench.rows(page).filter(text("A→B123"))).hasCount(1);
            assertThat(received).containsExactly("0x123");
        }
    }

    @Test
    void sendsNothingThatIsNoFrameAndNothingFasterThanTwentyPerSecond() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            bench.answering(dongle, this::confirm);
            send(page, "xyz", "01");
            send(page, "0x100", "0g");
            send(page, "0x100", "01 02 03 04 05 06 07 08 09");
            send(page, "", "01");
            form(page).getByLabel("CAN id").fill("0x100");
            form(page).getByLabel("every").fill("49");
            form(page).getByText("Start periodic").click();
            assertThat(form(page).getByText("Start periodic")).isVisible();
            assertThat(outcome(page)).hasText("Nothing sent yet.");
            form(page).getByLabel("every").fill("1000");
            send(page, "0x7ff", "01");
            assertThat(outcome(page)).hasText("1 confirmed.");
            assertThat(received).containsExactly("0x7ff");
        }
    }

    @Test
    void saysWhyAFrameWasNotSentAndStops() {
        try (ConsoleBench bench = ConsoleBench.open()) {
            Dongle dongle = bench.dongle();
            Page page = bench.live(dongle);
            form(page).getByText("Start periodic").click();
            assertThat(outcome(page)).hasText("The dongle's agent is not connected.");
            assertThat(form(page).getByText("Start periodic")).isVisible();
            bench.answering(dongle, message -> answer(message, "can_frame_send_error", "\"message\":\"bus off\""));
            send(page, "0x100", "01");
            assertThat(outcome(page)).hasText("The agent refused: bus off");
            send(page, "0x900", "01");
            assertThat(outcome(page)).hasText("can_id is out of range");
            form(page).getByLabel("Extended").check();
            send(page, "0x900", "01");
            assertThat(outcome(page)).hasText("The agent refused: bus off");
        }
    }

    private List<String> confirm(JsonNode message) {
        JsonFields.given(message, "frame").flatMap(frame -> JsonFields.text(frame, "can_id")).ifPresent(received::add);
        return answer(message, "can_frame_send_ack", "\"ok\":true");
    }

    private static List<String> answer(JsonNode message, String type, String more) {
        return JsonFields.text(message, "request_id").map(request -> "{\"type\":\"" + type + "\",\"request_id\":\""
                + request + "\"," + more + '}').stream().toList();
    }

    private static void send(Page page, String canId, String data) {
        form(page).getByLabel("CAN id").fill(canId);
        form(page).getByLabel("Data").fill(data);
        form(page).getByText("Send once").click();
    }

    private static Locator form(Page page) {
        return page.locator("rw-console-send form");
    }

    private static Locator outcome(Page page) {
        return form(page).getByRole(AriaRole.STATUS);
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
