package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a room's page makes of what comes, where that is what no node of today sends. */
@Timeout(90)
final class RoomInputPageIT {

    private static final Pattern EVENTS = Pattern.compile("/events\\?");
    private static final Pattern PUBLIC = Pattern.compile("/public\\?");

    private final Browser browser = Browser.open();

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    void aDecisionFetchesThePacketOnlyWhenNoneCameForFiveSeconds() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            List<String> asked = new ArrayList<>();
            page.onRequest(request -> {
                if (request.url().contains("/stream-packet")) {
                    asked.add(request.url());
                }
            });
            List<String> answers = new ArrayList<>(List.of(
                    "retry: 5500\n\n" + event("stream_packet", packet(room)) + decision(room, 1),
                    "retry: 100000\n\n" + decision(room, 2)));
            page.route(EVENTS, route -> stream(route, answers.removeFirst()));
            page.navigate(room.page());
            assertThat(page.locator(".decision h3")).hasText(new String[] {"#1"});
            assertThat(asked).isEmpty();
            assertThat(page.locator(".decision h3")).hasText(new String[] {"#2", "#1"});
            page.waitForCondition(() -> asked.size() == 1);
        }
    }

    @Test
    void takesRepliesThatComeWithTheirMessageAndDropsWhatIsNoMessage() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            String told = "retry: 100000\n\n"
                    + event("chat_public_append", "{broken")
                    + append(message(room.id(), "no_time", 1).replace(":1,", ":\"soon\","))
                    + append(message(room.id(), "no_name", 1).replace("\"sender_name\"", "\"other\""))
                    + append(message(room.id(), "no_sender", 1).replace("\"user\"", "\"robot\""))
                    + append(message("t_elsewhere", "elsewhere", 1))
                    + append("null")
                    + event("chat_public_append", "null")
                    + event("stream_packet", "{\"room_id\":7}")
                    + event("decision", "{}")
                    + event("chat_public_append", "{\"message\":%s,\"agent_reply\":%s}".formatted(
                            message(room.id(), "question", 2), message(room.id(), "answer", 3)));
            page.route(EVENTS, route -> stream(route, told));
            page.navigate(room.page());
            Locator texts = page.locator("rw-room-chat.public .message p");
            assertThat(texts).hasText(new String[] {"text of question", "text of answer"});
            assertThat(page.locator(".decision")).hasCount(0);
        }
    }

    @Test
    void showsEachMessageOnceByTimeTheNewerCopyAndTheLastTwoHundred() {
        try (OwnRoom room = OwnRoom.silent()) {
            AtomicReference<String> history = new AtomicReference<>(
                    message(room.id(), "second", 20) + ',' + message(room.id(), "first", 10));
            Page page = browser.tab();
            page.clock().install();
            page.route(PUBLIC, route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json")
                    .setBody("{\"success\":true,\"data\":{\"messages\":[%s]}}".formatted(history.get()))));
            page.navigate(room.page());
            Locator texts = page.locator("rw-room-chat.public .message p");
            assertThat(texts).hasText(new String[] {"text of first", "text of second"});
            history.set(message(room.id(), "first", 10).replace("text of first", "mended"));
            page.clock().fastForward(60_000);
            assertThat(texts).hasText(new String[] {"mended", "text of second"});
            history.set(IntStream.range(0, 250).mapToObj(n -> message(room.id(), "m" + n, 100 + n))
                    .collect(Collectors.joining(",")));
            page.clock().fastForward(60_000);
            assertThat(texts).hasCount(200);
            assertThat(texts.first()).hasText("text of m50");
            assertThat(texts.last()).hasText("text of m249");
        }
    }

    @Test
    void keepsWhatIsHeardWhileAResetLoadsAllAgain() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            List<Route> held = new ArrayList<>();
            page.route(PUBLIC, held::add);
            page.route(EVENTS, route -> stream(route, "retry: 100000\n\n" + append(message(room.id(), "before", 1))
                    + event("stream_reset", "{\"reason\":\"history_unavailable\",\"requested_id\":7}")
                    + append(message(room.id(), "after", 2))));
            page.navigate(room.page());
            Locator texts = page.locator("rw-room-chat.public .message p");
            assertThat(texts).hasText(new String[] {"text of before", "text of after"});
            assertThat(page.locator(".notice")).containsText("events after 7 were missed");
            page.waitForCondition(() -> held.size() == 2);
            held.forEach(route -> route.fulfill(new Route.FulfillOptions().setContentType("application/json")
                    .setBody("{\"success\":true,\"data\":{\"messages\":[]}}")));
            assertThat(texts).hasText(new String[] {"text of after"});
        }
    }

    @Test
    void saysWhyAPacketCouldNotBeBuilt() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            page.route(EVENTS, route -> stream(route,
                    "retry: 100000\n\n" + event("stream_packet_error", "{\"error\":\"packet_build_failed\"}")));
            page.route(Pattern.compile("/stream-packet"), Route::abort);
            page.navigate(room.page());
            assertThat(page.locator("rw-room-packet .status")).containsText("packet_build_failed");
            assertThat(page.locator("rw-room-packet .empty")).containsText("Waiting for the first packet");
        }
    }

    @Test
    void leadsToWhatCanBeDoneWhereThereIsNoRoom() {
        Page page = browser.tab();
        page.route(Pattern.compile("/agents/registered"), route -> route.fulfill(new Route.FulfillOptions()
                .setContentType("application/json").setBody("{\"success\":true,\"data\":[]}")));
        page.navigate(DemoNodes.page("/room"));
        assertThat(page.locator("rw-room")).containsText("No agent is registered");
        assertThat(page.locator("rw-room pre")).containsText("/api/agents/my_agent/register");
        page.unroute(Pattern.compile("/agents/registered"));
        assertThat(page.locator("[data-of=trader]")).containsText("Aurora");
    }

    private static void stream(Route route, String body) {
        route.fulfill(new Route.FulfillOptions().setContentType("text/event-stream").setBody(body));
    }

    private static String packet(OwnRoom room) {
        return """
                {"schema_version":"room.stream_packet.v1","room_id":"%1$s","ts_ms":1760000000000,\
                "trader":{"trader_id":"%1$s","trader_name":"Nova Prime"},"status":{},"account":{},"room_context":{},\
                "positions":[],"decisions_latest":[]}""".formatted(room.id());
    }

    private static String event(String name, String data) {
        return "id: 1795000000000000.0\nevent: " + name + "\ndata: " + data + "\n\n";
    }

    private static String append(String message) {
        return event("chat_public_append", "{\"message\":" + message + "}");
    }

    private static String decision(OwnRoom room, int cycle) {
        return event("decision", """
                {"room_id":"%s","decision":{"cycle_number":%d,"timestamp":"2026-01-01T00:00:0%dZ","decisions":[]}}"""
                .formatted(room.id(), cycle, cycle));
    }

    private static String message(String roomId, String id, long at) {
        return """
                {"id":"%2$s","room_id":"%1$s","user_session_id":"u","sender_type":"user","sender_name":"Mia",\
                "visibility":"public","message_type":"public_plain","text":"text of %2$s","created_ts_ms":%3$d,"x":0}"""
                .formatted(roomId, id, at);
    }
}
