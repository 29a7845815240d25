package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.roomwire.testkit.Accessibility;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Speaking and listening on a room's page. */
@Timeout(90)
final class RoomChatPageIT {

    private static final String PUBLIC = "rw-room-chat.public";
    private static final String PRIVATE = "rw-room-chat.private";

    private final Browser browser = Browser.open();

    @AfterEach
    void nothingFailed() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    void loadsTheLastFiftyMessagesAndHearsTheRestLive() {
        try (OwnRoom room = OwnRoom.silent()) {
            IntStream.rangeClosed(1, 53).forEach(n -> room.say("Mia", "line " + n));
            Page page = browser.tab();
            List<String> asked = asked(page, "/public?");
            page.navigate(room.page());
            Locator texts = page.locator(PUBLIC + " .message p");
            assertThat(texts).hasCount(50);
            assertThat(texts.first()).hasText("line 4");
            assertThat(texts.last()).hasText("line 53");
            room.say("Jonas", "line 54");
            assertThat(texts).hasCount(51);
            assertThat(texts.last()).hasText("line 54");
            assertThat(texts.last()).isInViewport();
            assertThat(asked).singleElement().satisfies(url -> assertThat(url).endsWith("/public?limit=50"));
        }
    }

    @Test
    void offersWhoCanBeMentioned() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            Locator box = page.locator(PUBLIC + " textarea");
            Locator menu = page.locator(PUBLIC + " [role=listbox]");
            assertThat(menu).hasCount(0);
            box.pressSequentially("so @");
            assertThat(menu.locator("[role=option] strong")).hasText(new String[] {"@agent", "@nova_prime"});
            Accessibility.check(page);
            box.press("ArrowDown");
            assertThat(menu.locator("[aria-selected=true]")).containsText("@nova_prime");
            box.press("Enter");
            assertThat(box).hasValue("so @nova_prime ");
            assertThat(menu).hasCount(0);
            box.pressSequentially("and @ag");
            assertThat(menu.locator("[role=option]")).hasCount(1);
            menu.locator("[role=option]").click();
            assertThat(box).hasValue("so @nova_prime and @agent ");
            assertThat(box).isFocused();
            box.pressSequentially("@");
            assertThat(menu).isVisible();
            box.press("Escape");
            assertThat(menu).hasCount(0);
            box.pressSequentially("zz");
            assertThat(menu).hasCount(0);
        }
    }

    @Test
    void sendsWhatMentionsTheAgentAsAMentionAndShowsItsReply() {
        try (OwnRoom room = OwnRoom.running()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            assertThat(send(page, PUBLIC, "@Nova_Prime how is it going?")).isEqualTo("public_mention_agent");
            assertThat(page.locator(PUBLIC + " textarea")).hasValue("");
            Locator reply = page.locator(PUBLIC + " .message.agent",
                    new Page.LocatorOptions().setHasText(Pattern.compile("reply")));
            assertThat(reply.locator("p")).hasText(Pattern.compile("@User-\\w{4} .+"));
            assertThat(page.locator(PUBLIC + " .message.user")).containsText("to the agent");
            assertThat(send(page, PUBLIC, "@agent, again")).isEqualTo("public_mention_agent");
            assertThat(send(page, PUBLIC, "nobody in particular")).isEqualTo("public_plain");
        }
    }

    @Test
    void showsWhatIsRefusedAndKeepsTheText() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).containsText("Nova Prime");
            Locator box = page.locator(PUBLIC + " textarea");
            Locator refusal = page.locator(PUBLIC + " [role=alert]");
            box.fill("hello @somebody");
            box.press("Enter");
            assertThat(refusal).hasText("Only these can be mentioned here: @agent, @nova_prime"
                    + " (400 invalid_mention_target)");
            assertThat(box).hasValue("hello @somebody");
            box.fill("x".repeat(601));
            assertThat(page.locator(PUBLIC + " .says")).containsText("601/600");
            page.locator(PUBLIC + " button:has-text('Send')").click();
            assertThat(refusal).hasText("The text is too long: 600 characters are allowed. (400 text_too_long)");
            Accessibility.check(page);
            box.fill("short");
            box.press("Enter");
            assertThat(page.locator(PUBLIC + " .message p")).hasText("short");
            assertThat(refusal).hasText("");
        }
    }

    @Test
    void countsDownAfterTooManyMessages() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator("[data-of=trader]")).isVisible();
            String session = (String) page.evaluate("localStorage.user_session_id");
            IntStream.rangeClosed(1, 20).forEach(n -> room.say(session, "Mia", "line " + n));
            Locator box = page.locator(PUBLIC + " textarea");
            box.fill("one more");
            box.press("Enter");
            assertThat(page.locator(PUBLIC + " [role=alert]"))
                    .hasText("Too many messages in this room for one minute. (429 rate_limited)");
            assertThat(page.locator(PUBLIC + " .wait")).hasText(Pattern.compile("Again in \\d+ s"));
            assertThat(page.locator(PUBLIC + " form button")).isDisabled();
            assertThat(box).hasValue("one more");
            assertThat(page.locator(PUBLIC + " .message")).hasCount(20);
        }
    }

    @Test
    void talksToTheAgentInPrivateInEveryTabOfThisBrowserAlone() {
        try (OwnRoom room = OwnRoom.running(); Browser other = Browser.open()) {
            Page page = browser.tab(room.page());
            assertThat(page.locator(PRIVATE + " .empty")).containsText("Only you and the agent");
            String session = (String) page.evaluate("localStorage.user_session_id");
            assertThat(session).matches("usr_sess_[0-9a-f]{16}");
            Page second = browser.tab();
            List<String> asked = asked(second, "/private?");
            second.navigate(room.page());
            Page stranger = other.tab(room.page());
            assertThat(second.locator(PRIVATE + " .empty")).containsText("Only you and the agent");
            assertThat(stranger.locator(PRIVATE + " .empty")).containsText("Only you and the agent");
            assertThat(send(page, PRIVATE, "between us")).isEqualTo("private_agent_dm");
            for (Page tab : List.of(page, second)) {
                assertThat(tab.locator(PRIVATE + " .message")).hasCount(2);
                assertThat(tab.locator(PRIVATE + " .message p").first()).hasText("between us");
                assertThat(tab.locator(PRIVATE + " .message.agent")).containsText("reply");
            }
            assertThat(asked).hasSize(1);
            assertThat(second.evaluate("localStorage.user_session_id")).isEqualTo(session);
            assertThat(page.url()).doesNotContain(session);
            room.whisper(session, "from elsewhere");
            assertThat(second.locator(PRIVATE + " .message.user p").last()).hasText("from elsewhere");
            assertThat(stranger.locator(PRIVATE + " .message")).hasCount(0);
            assertThat(page.locator(PUBLIC + " .message.user")).hasCount(0);
        }
    }

    @Test
    void keepsSessionAndNameInThisBrowser() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab(room.page());
            Locator name = page.locator("label:has-text('Your name') input");
            assertThat(name).hasValue(Pattern.compile("User-\\w{4}"));
            Object session = page.evaluate("localStorage.user_session_id");
            name.fill("  Mia   the  first ");
            name.press("Tab");
            send(page, PUBLIC, "it is me");
            assertThat(page.locator(PUBLIC + " .message strong")).hasText("Mia the first");
            assertThat(page.evaluate("localStorage.user_nickname")).isEqualTo("Mia the first");
            page.reload();
            assertThat(name).hasValue("Mia the first");
            assertThat(page.evaluate("localStorage.user_session_id")).isEqualTo(session);
        }
    }

    @Test
    void replacesASessionThatCannotBeOne() {
        try (OwnRoom room = OwnRoom.silent()) {
            Page page = browser.tab();
            page.addInitScript("localStorage.user_session_id ??= ' '");
            page.navigate(room.page());
            assertThat(page.locator(PRIVATE + " .empty")).containsText("Only you and the agent");
            assertThat((String) page.evaluate("localStorage.user_session_id")).startsWith("usr_sess_");
        }
    }

    @Test
    void followsTheNewestMessageUntilTheReaderScrollsUp() {
        try (OwnRoom room = OwnRoom.silent()) {
            IntStream.rangeClosed(1, 30).forEach(n -> room.say("Mia", "line " + n));
            Page page = browser.tab(room.page());
            Locator texts = page.locator(PUBLIC + " .message p");
            assertThat(texts.last()).isInViewport();
            texts.nth(3).scrollIntoViewIfNeeded();
            Locator newest = page.locator(PUBLIC + " .newest");
            assertThat(newest).isVisible();
            room.say("Mia", "line 31");
            assertThat(texts).hasCount(31);
            assertThat(texts.nth(3)).isInViewport();
            assertThat(texts.last()).not().isInViewport();
            newest.click();
            assertThat(texts.last()).isInViewport();
            assertThat(newest).isHidden();
        }
    }

    /** Types it and presses Enter; gives the type that it was sent as. */
    private static String send(Page page, String panel, String text) {
        Locator box = page.locator(panel + " textarea");
        box.fill(text);
        box.press("Escape");
        Request sent = page.waitForRequest(request -> request.url().endsWith("/messages"), () -> box.press("Enter"));
        assertThat(page.locator(panel + " .message p", new Page.LocatorOptions().setHasText(text)).first()).isVisible();
        String body = Objects.requireNonNull(sent.postData());
        assertThat(Json.at(body, "text").getStringValue()).isEqualTo(text);
        return Json.at(body, "message_type").getStringValue();
    }

    /** The addresses that the tab asks for from now on. */
    private static List<String> asked(Page page, String part) {
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains(part)) {
                asked.add(request.url());
            }
        });
        return asked;
    }
}
