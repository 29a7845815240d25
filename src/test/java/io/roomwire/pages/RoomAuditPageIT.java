package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The audit of decisions on a room's page. */
@Timeout(90)
final class RoomAuditPageIT {

    private static final String RECORDS = "rw-room-audit .record";
    private static final String COUNTER = "rw-room-audit .counter";
    /** 2026-01-02T00:00:00Z. */
    private static final long DAY_TWO_MS = 1_767_312_000_000L;

    private final Browser browser = Browser.open(new NewContextOptions()
            .setPermissions(List.of("clipboard-read", "clipboard-write")));
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    void showsTheLatestTenAndAsMoreAreAskedForMore() {
        try (OwnRoom room = OwnRoom.silent()) {
            IntStream.rangeClosed(1, 12).forEach(cycle -> room.holds(cycle, "NVDA"));
            Page page = open(room, "");
            Locator records = page.locator(RECORDS);
            assertThat(records).hasCount(10);
            assertThat(records.first()).containsText("#12");
            assertThat(records.last()).containsText("#3");
            assertThat(page.locator(COUNTER)).hasText("10/10");
            assertThat(limit(page).locator("option"))
                    .hasText(new String[] {"10", "20", "50", "100", "200", "500", "2000"});
            assertThat(limit(page)).hasValue("10");
            assertThat(page.locator("input[type=date]")).isDisabled();
            limit(page).selectOption("20");
            assertThat(records).hasCount(12);
            assertThat(page.locator(COUNTER)).hasText("12/12");
            assertThat(page).hasURL(room.page() + "&limit=20");
            limit(page).selectOption("2000");
            assertThat(page.locator("rw-room-audit")).containsText("nodes give the latest 500 at most");
            assertThat(asked.getLast()).endsWith("/decision-audit/latest?limit=2000");
        }
    }

    @Test
    void showsADay() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.audit(records(room, 3, DAY_TWO_MS - 2000));
            room.holds(99, "AAPL");
            Page page = open(room, "");
            assertThat(page.locator(RECORDS)).hasCount(4);
            mode(page, "Day").click();
            String today = LocalDate.now(ZoneOffset.UTC).toString();
            assertThat(page.locator("input[type=date]")).hasValue(today);
            assertThat(page.locator(RECORDS)).hasCount(1);
            assertThat(page.locator(RECORDS)).containsText("#99");
            assertThat(limit(page)).hasValue("2000");
            assertThat(asked.getLast()).endsWith("/decision-audit/day?limit=2000&day_key=" + today);
            page.locator("input[type=date]").fill("2026-01-01");
            assertThat(page.locator(RECORDS + " .cycle")).hasText(new String[] {"#1", "#2"});
            limit(page).selectOption("10");
            assertThat(page).hasURL(room.page() + "&audit=day&day=2026-01-01&limit=10");
            page.reload();
            assertThat(page.locator(RECORDS + " .cycle")).hasText(new String[] {"#1", "#2"});
            assertThat(mode(page, "Day")).hasAttribute("aria-pressed", "true");
            assertThat(limit(page)).hasValue("10");
            page.locator("input[type=date]").fill("2026-01-03");
            assertThat(page.locator("rw-room-audit .empty")).hasText("There is no record of 2026-01-03.");
            mode(page, "Latest").click();
            assertThat(page.locator(RECORDS)).hasCount(4);
            assertThat(page).hasURL(room.page());
        }
    }

    @Test
    void filtersAndKeepsTheFiltersInTheAddress() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.decide(1, "NVDA", "buy", "OK", false);
            room.decide(2, "AAPL", "hold", "WARN", true);
            room.decide(3, "NVAX", "hold", "WARN", false);
            room.decide(4, "TSLA", "hold", "ERROR", true);
            Page page = open(room, "");
            Locator cycles = page.locator(RECORDS + " .cycle");
            assertThat(cycles).hasText(new String[] {"#4", "#3", "#2", "#1"});
            assertThat(readiness(page).locator("option")).hasText(new String[] {"ALL", "OK", "WARN", "ERROR"});
            readiness(page).selectOption("WARN");
            assertThat(cycles).hasText(new String[] {"#3", "#2"});
            assertThat(page.locator(COUNTER)).hasText("2/4");
            page.locator("label:has-text('Forced hold only') input").check();
            assertThat(cycles).hasText(new String[] {"#2"});
            readiness(page).selectOption("ALL");
            assertThat(cycles).hasText(new String[] {"#4", "#2"});
            page.locator("label:has-text('Symbol') input").fill("sl");
            assertThat(cycles).hasText(new String[] {"#4"});
            assertThat(page).hasURL(room.page() + "&forced=1&symbol=sl");
            page.reload();
            assertThat(cycles).hasText(new String[] {"#4"});
            assertThat(page.locator(COUNTER)).hasText("1/4");
            page.locator("label:has-text('Forced hold only') input").uncheck();
            page.locator("label:has-text('Symbol') input").fill("nv");
            assertThat(cycles).hasText(new String[] {"#3", "#1"});
            page.locator("label:has-text('Symbol') input").fill("nothing");
            assertThat(page.locator("rw-room-audit .empty")).hasText("No record passes the filters.");
            assertThat(page.locator(COUNTER)).hasText("0/4");
            assertThat(page.locator("button:has-text('Download JSONL')")).isDisabled();
        }
    }

    @Test
    void refreshesTheLatestEveryFifteenSecondsAndADayNever() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.holds(1, "NVDA");
            Page page = browser.tab();
            page.clock().install();
            listen(page);
            page.navigate(room.page());
            assertThat(page.locator(RECORDS)).hasCount(1);
            room.holds(2, "NVDA");
            assertThat(page.locator(".decision")).hasCount(2);
            assertThat(page.locator(RECORDS)).hasCount(1);
            page.clock().fastForward(15_000);
            assertThat(page.locator(RECORDS)).hasCount(2, new HasCountOptions().setTimeout(10_000));
            mode(page, "Day").click();
            assertThat(page.locator(RECORDS)).hasCount(2);
            int before = asked.size();
            page.clock().fastForward(60_000);
            room.say("Mia", "a minute later");
            assertThat(page.locator("rw-room-chat.public .message")).hasCount(1);
            assertThat(asked).hasSize(before);
        }
    }

    @Test
    void showsAndCopiesTheJsonOfARecord() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.decide(1, "NVDA", "hold", "WARN", true);
            Page page = open(room, "");
            Locator record = page.locator(RECORDS);
            assertThat(record).containsText("no_position_no_order");
            assertThat(record).containsText("forced hold");
            assertThat(record.locator("pre")).hasCount(0);
            record.locator("summary").focus();
            record.locator("summary").press("Enter");
            assertThat(record.locator("pre")).containsText("\"schema_version\": \"agent.decision_audit.v1\"");
            Accessibility.check(page);
            record.locator("button:has-text('Copy')").click();
            assertThat(page.locator(".toast")).hasText("Copied");
            String copied = (String) page.evaluate("navigator.clipboard.readText()");
            assertThat(Json.at(copied, "cycle_number").getIntValue()).isEqualTo(1);
        }
    }

    @Test
    void downloadsWhatPassesTheFilters() throws IOException {
        try (OwnRoom room = OwnRoom.silent()) {
            room.decide(1, "NVDA", "buy", "OK", false);
            room.decide(2, "AAPL", "hold", "WARN", true);
            room.decide(3, "NVDA", "hold", "WARN", false);
            Page page = browser.tab();
            page.addInitScript("""
                    const made = URL.createObjectURL
                    URL.createObjectURL = blob => { window.kind = blob.type; return made(blob) }""");
            page.navigate(room.page() + "&symbol=nvda");
            assertThat(page.locator(COUNTER)).hasText("2/3");
            Download latest = page.waitForDownload(() -> page.locator("button:has-text('Download JSONL')").click());
            assertThat(latest.suggestedFilename()).isEqualTo("decision-audit-" + room.id() + "-latest.jsonl");
            assertThat(page.evaluate("window.kind")).isEqualTo("application/x-ndjson");
            List<String> lines = Files.readAllLines(latest.path());
            assertThat(lines).extracting(line -> Json.at(line, "cycle_number").getIntValue()).containsExactly(3, 1);
            assertThat(lines).allSatisfy(line ->
                    assertThat(Json.at(line, "symbol").getStringValue()).isEqualTo("NVDA"));
            mode(page, "Day").click();
            assertThat(page.locator(COUNTER)).hasText("2/3");
            Download day = page.waitForDownload(() -> page.locator("button:has-text('Download JSONL')").click());
            assertThat(day.suggestedFilename()).isEqualTo("decision-audit-" + room.id() + "-day.jsonl");
        }
    }

    @Test
    void jumpsToTheDecisionOfARecordByItsCycleAndElseByItsTime() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.decide("""
                    {"timestamp":"2026-01-01T10:00:00Z","cot_trace":"without a cycle",
                    "decisions":[{"symbol":"KO"}]}""");
            IntStream.rangeClosed(1, 24).forEach(cycle -> room.holds(cycle, "NVDA"));
            Page page = open(room, "&limit=50");
            page.evaluate("addEventListener('jump-to-decision', event => { window.jumped = event.detail })");
            assertThat(page.locator(".decision")).hasCount(20);
            jump(page, "#9");
            assertThat(page.locator(".decision.marked h3")).hasText("#9");
            assertThat(page.locator(".decision.marked")).isInViewport();
            assertThat(page.locator(".decision.marked")).isFocused();
            assertThat(page.evaluate("window.jumped.cycle_number")).isEqualTo(9);
            assertThat((String) page.evaluate("window.jumped.timestamp")).contains("T");
            assertThat(page.locator(".decision.marked")).hasCount(0);
            jump(page, "#–");
            assertThat(page.locator(".decision.marked")).containsText("without a cycle");
            assertThat(page.locator(".decision.marked")).isInViewport();
            assertThat(page.locator(".decision")).hasCount(25);
            page.evaluate("dispatchEvent(new CustomEvent('jump-to-decision', {detail: {cycle_number: 4711}}))");
            assertThat(page.locator(".toast")).hasText("That decision is not among the last 100.");
        }
    }

    @Test
    void marksADecisionForNearlyTwoSeconds() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.holds(1, "NVDA");
            Page page = browser.tab();
            page.clock().install();
            page.navigate(room.page());
            assertThat(page.locator(RECORDS)).hasCount(1);
            page.clock().pauseAt(System.currentTimeMillis() + 60_000);
            jump(page, "#1");
            assertThat(page.locator(".decision.marked")).hasCount(1);
            page.clock().runFor(1700);
            assertThat(page.locator(".decision.marked")).hasCount(1);
            page.clock().runFor(200);
            assertThat(page.locator(".decision.marked")).hasCount(0);
        }
    }

    @Test
    void staysQuickWithTwoThousandRecords() {
        try (OwnRoom room = OwnRoom.silent()) {
            room.audit(records(room, 2000, DAY_TWO_MS));
            Page page = open(room, "&audit=day&day=2026-01-02");
            assertThat(page.locator(COUNTER)).hasText("2,000/2,000");
            assertThat(page.locator(RECORDS)).hasCount(100);
            page.locator(RECORDS).last().scrollIntoViewIfNeeded();
            assertThat(page.locator(RECORDS).nth(150)).hasCount(1);
            page.locator("label:has-text('Symbol') input").fill("s1999");
            assertThat(page.locator(RECORDS + " .cycle")).hasText(new String[] {"#2000"});
            assertThat(page.locator(COUNTER)).hasText("1/2,000");
        }
    }

    private Page open(OwnRoom room, String query) {
        Page page = browser.tab();
        listen(page);
        page.navigate(room.page() + query);
        return page;
    }

    private void listen(Page page) {
        page.onRequest(request -> {
            if (request.url().contains("/decision-audit/")) {
                asked.add(request.url());
            }
        });
    }

    private static void jump(Page page, String cycle) {
        page.locator(RECORDS, new Page.LocatorOptions().setHas(page.locator(".cycle",
                new Page.LocatorOptions().setHasText(Pattern.compile("^" + cycle + "$")))))
                .locator("button:has-text('Jump')").click();
    }

    private static Locator mode(Page page, String name) {
        return page.locator("rw-room-audit [role=group] button", new Page.LocatorOptions().setHasText(name));
    }

    private static Locator limit(Page page) {
        return page.locator("rw-room-audit label:has-text('Limit') select");
    }

    private static Locator readiness(Page page) {
        return page.locator("rw-room-audit label:has-text('Readiness') select");
    }

    /** One a second. */
    private static String records(OwnRoom room, int count, long firstMs) {
        return IntStream.rangeClosed(1, count).mapToObj(cycle -> """
                {"schema_version":"agent.decision_audit.v1","trader_id":"%s","saved_ts_ms":%d,"cycle_number":%d,\
                "symbol":"S%d","action":"hold"}""".formatted(room.id(), firstMs + (cycle - 1) * 1000L, cycle,
                cycle - 1)).collect(Collectors.joining("\n", "", "\n"));
    }
}
