package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a message that the user of a project's chat writes. */
@Timeout(120)
final class ChatSendingIT {

    private static final String POST = "**/api/persistent-chat/messages";
    private static final LocatorAssertions.HasAttributeOptions WITHIN_A_SECOND =
            new LocatorAssertions.HasAttributeOptions().setTimeout(1000);

    private final ChatProject project = ChatProject.fresh();
    private final List<Route> posts = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    private Browser browser;
    private Page page;

    @BeforeEach
    void open() {
        browser = Browser.open();
        page = project.live(browser, project.owner());
    }

    @AfterEach
    void close() {
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    void isShownAtOnceAndReplacedByTheLiveCopyWithinASecond() {
        page.route(POST, posts::add);
        write("hello");
        Locator shown = ChatProject.message(page, "hello");
        assertThat(shown).hasAttribute("data-state", "sending");
        assertThat(shown).hasAttribute("data-source", "optimistic");
        String key = Objects.requireNonNull(shown.getAttribute("data-key"));
        posts.getFirst().resume();
        assertThat(shown).hasAttribute("data-source", "live", WITHIN_A_SECOND);
        assertThat(shown).hasAttribute("data-key", key);
        assertThat(shown).hasAttribute("data-state", "said");
        assertThat(shown).hasAttribute("data-seq", Pattern.compile("\\d{16}"));
        assertThat(ChatProject.messages(page)).hasCount(1);
        assertThat(page.locator("rw-chat .facts")).containsText(Pattern.compile("Own message heard after\\s*\\d+ ms"));
    }

    @Test
    void saysWhatIsStoredButNotHeardYet() {
        page.route(POST, posts::add);
        write("hello");
        assertThat(ChatProject.message(page, "hello")).hasAttribute("data-state", "sending");
        posts.getFirst().fulfill(new Route.FulfillOptions().setStatus(201).setBody("{\"id\":\"m\",\"seq\":42}"));
        assertThat(ChatProject.message(page, "hello")).hasAttribute("data-state", "stored");
        assertThat(ChatProject.message(page, "hello")).containsText("stored as 42, not heard yet");
    }

    @Test
    void isTriedTwiceMoreWithGrowingPauses() {
        page.route(POST, route -> {
            times.add(System.nanoTime());
            posts.add(route);
            if (posts.size() < 3) {
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{\"message\":\"Redis is away\"}"));
            } else {
                route.resume();
            }
        });
        write("hello");
        Locator shown = ChatProject.message(page, "hello");
        assertThat(shown).containsText("not sent yet: Redis is away. Retry 1 of 2…");
        assertThat(shown).containsText("Retry 2 of 2…");
        assertThat(shown).hasAttribute("data-source", "live");
        assertThat(ids()).hasSize(3).containsOnly(ids().getFirst());
        assertThat(times.get(1) - times.get(0)).isBetween(950_000_000L, 3_000_000_000L);
        assertThat(times.get(2) - times.get(1)).isBetween(1_950_000_000L, 5_000_000_000L);
    }

    @Test
    void isStoredOnceWhenTheAnswerIsLost() {
        page.route(POST, route -> {
            posts.add(route);
            route.fetch();
            route.abort();
        });
        write("hello");
        assertThat(ChatProject.message(page, "hello")).hasAttribute("data-source", "live");
        write("and another");
        assertThat(ChatProject.message(page, "and another")).hasAttribute("data-source", "live");
        page.waitForCondition(() -> posts.size() == 6);
        assertThat(ChatProject.bodies(page)).hasText(new String[] {"hello", "and another"});
        assertThat(page.locator("rw-chat-log li[data-state=failed]")).hasCount(0);
    }

    @Test
    void isMarkedWhenItCannotBeSentAndCanBeSentAgain() {
        page.route(POST, route -> {
            posts.add(route);
            route.abort();
        });
        write("hello");
        Locator shown = ChatProject.message(page, "hello");
        assertThat(shown).hasAttribute("data-state", "failed");
        assertThat(shown).containsText("Not sent:");
        assertThat(posts).hasSize(3);
        page.unroute(POST);
        shown.getByText("Send again").click();
        assertThat(shown).hasAttribute("data-source", "live", WITHIN_A_SECOND);
        assertThat(ChatProject.messages(page)).hasCount(1);
    }

    @Test
    void isNotTriedAgainWhenRefusedAndCanBeThrownAway() {
        page.route(POST, route -> {
            posts.add(route);
            route.fulfill(new Route.FulfillOptions().setStatus(400).setBody("{\"error\":\"No such mode\"}"));
        });
        write("hello");
        Locator shown = ChatProject.message(page, "hello");
        assertThat(shown).containsText("Not sent: No such mode");
        assertThat(posts).hasSize(1);
        shown.getByText("Discard").click();
        assertThat(shown).hasCount(0);
        assertThat(page.locator("rw-chat-log")).containsText("Nobody has said anything yet.");
    }

    @Test
    void keepsTheOrderInWhichItWasWritten() {
        page.route(POST, route -> {
            posts.add(route);
            if (posts.size() == 1) {
                route.abort();
            } else {
                route.resume();
            }
        });
        String[] texts = {"one", "two", "three", "four"};
        for (String text : texts) {
            write(text);
        }
        assertThat(ChatProject.bodies(page)).hasText(texts);
        assertThat(page.locator("rw-chat-log li[data-source=live]")).hasCount(texts.length);
        assertThat(ChatProject.bodies(page)).hasText(texts);
    }

    @Test
    void carriesItsModeItsTargetAndItsLines() {
        page.getByLabel("Mode").selectOption("plan");
        page.getByLabel("To", new Page.GetByLabelOptions().setExact(true)).selectOption("ai");
        Locator text = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        text.fill("first");
        text.press("Shift+Enter");
        text.pressSequentially("second");
        text.press("Enter");
        assertThat(text).hasValue("");
        Locator shown = ChatProject.messages(page);
        assertThat(shown).hasAttribute("data-source", "live");
        assertThat(shown.locator(".tag")).hasText(new String[] {"user", "plan"});
        assertThat(shown.locator(".body").innerText()).isEqualTo("first\nsecond");
        assertThat(shown.locator(".who")).hasText(project.owner());
        assertThat(shown).containsText("you");
    }

    private void write(String text) {
        Locator field = page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
        field.fill(text);
        field.press("Enter");
        assertThat(field).hasValue("");
    }

    private List<String> ids() {
        return posts.stream().map(route -> Json.at(route.request().postData(), "client_msg_id").getStringValue())
                .toList();
    }
}
