package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.DemoNodes;
import io.roomwire.testkit.Json;
import io.roomwire.testkit.TcpProxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is in a project's chat, who types and how far everybody has read, as two people with a browser each see it. */
@Timeout(120)
final class ChatPeopleIT {

    private static final LocatorAssertions.HasTextOptions WITHIN_EIGHT_SECONDS =
            new LocatorAssertions.HasTextOptions().setTimeout(8000);

    private final ChatProject project = ChatProject.fresh();
    private final String mia = project.owner();
    private final String tom = project.other();
    private final Browser mias = Browser.open();
    private final Browser toms = Browser.open();

    @AfterEach
    void close() {
        assertThat(mias.errors()).isEmpty();
        assertThat(toms.errors()).isEmpty();
        mias.close();
        toms.close();
    }

    @Test
    void twoUsersSeeEachOtherType() {
        Page here = project.live(mias, mia);
        Page there = project.live(toms, tom);
        field(here).pressSequentially("hi");
        assertThat(typing(there)).hasText(mia + " is typing…");
        assertThat(typing(here)).hasText("");
        field(there).pressSequentially("oh");
        assertThat(typing(here)).hasText(tom + " is typing…");
        assertThat(person(here, tom)).containsText("typing…");
        field(here).press("Enter");
        assertThat(typing(there)).hasText("");
        assertThat(ChatProject.bodies(there)).hasText("hi");
        field(there).fill("");
        assertThat(typing(here)).hasText("");
    }

    @Test
    void typingEndsByItself() {
        Page here = project.live(mias, mia);
        project.status(tom, "typing");
        assertThat(typing(here)).hasText(tom + " is typing…");
        assertThat(typing(here)).hasText("", WITHIN_EIGHT_SECONDS);
        assertThat(person(here, tom)).containsText("here");
    }

    @Test
    void typingEndsByItselfEvenWhenNobodyTellsOfIt() {
        Page here = project.live(mias, mia);
        here.evaluate("() => { const one = document.querySelector('rw-chat').chat.people;"
                + " one.typed({ userId: 'nobody', isTyping: true }) }");
        assertThat(typing(here)).hasText("nobody is typing…");
        assertThat(typing(here)).hasText("", WITHIN_EIGHT_SECONDS);
    }

    @Test
    void tellsOfTypingSparingly() {
        Page here = project.live(mias, mia);
        List<String> told = told(here);
        field(here).pressSequentially("as fast as I can", new Locator.PressSequentiallyOptions().setDelay(20));
        here.waitForRequest(request -> "online".equals(status(request)), () -> field(here).fill(""));
        assertThat(told).containsExactly("typing", "online");
    }

    @Test
    void tellsOfPresenceWhenConnectedAndEveryFifteenSeconds() {
        Page here = mias.tab();
        List<String> told = told(here);
        here.clock().install();
        here.addInitScript(ChatProject.signedInAs(mia));
        here.navigate(project.address());
        here.waitForCondition(() -> told.equals(List.of("online")));
        here.clock().runFor(14_000);
        here.waitForRequest(request -> "online".equals(status(request)), () -> here.clock().runFor(1_500));
        assertThat(told).containsExactly("online", "online");
    }

    @Test
    void showsWhoComesAndGoes() {
        Page here = project.live(mias, mia);
        assertThat(person(here, mia)).containsText("you, here");
        Page there = project.live(toms, tom);
        assertThat(person(here, tom)).containsText("here");
        assertThat(person(there, mia)).containsText("here");
        there.navigate("about:blank");
        assertThat(person(here, tom)).containsText(Pattern.compile("left \\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void staysWhileAnotherTabIsOpen() {
        Page one = project.live(mias, mia);
        Page other = project.live(mias, mia);
        other.waitForRequest(request -> "online".equals(status(request)), () -> one.navigate("about:blank"));
        Page there = project.live(toms, tom);
        assertThat(person(there, mia)).containsText("here");
    }

    @Test
    void marksPeopleAsOldWhileTheStreamIsAway() {
        try (TcpProxy wire = TcpProxy.to(DemoNodes.balancer().getPort())) {
            Page here = project.open(mias, mia, "http://127.0.0.1:" + wire.port());
            assertThat(person(here, mia)).containsText("here");
            wire.refuse();
            assertThat(here.locator("rw-chat .people h2"))
                    .containsText(Pattern.compile("as of \\d\\d:\\d\\d:\\d\\d"));
            wire.heal();
            assertThat(here.locator("rw-chat .people h2")).hasText("People", WITHIN_EIGHT_SECONDS);
            here.navigate("about:blank");
        }
    }

    @Test
    void countsWhatIsUnreadUntilTheReaderIsAtTheEnd() {
        project.sayAll(tom, "m", 30);
        Page here = project.live(mias, mia);
        assertThat(unread(here)).hasText("unread: 0");
        scrollTo(here, "m1");
        assertThat(here.locator("rw-chat-log .news")).hasText("To the end ↓");
        project.sayAll(tom, "new", 2);
        assertThat(unread(here)).hasText("unread: 2");
        assertThat(here).hasTitle("(2) " + project.id() + " · Project chat · Roomwire");
        assertThat(ChatProject.message(here, "m1").first()).isInViewport();
        here.getByText("2 new ↓").click();
        assertThat(ChatProject.message(here, "new2")).isInViewport();
        assertThat(unread(here)).hasText("unread: 0");
        assertThat(here).hasTitle(project.id() + " · Project chat · Roomwire");
        here.waitForCondition(() -> unreadOf(mia) == 0);
    }

    @Test
    void showsHowFarOthersHaveRead() {
        long first = project.say(mia, "first");
        project.say(mia, "second");
        project.as(tom, "PUT", "/read", "{\"project_id\":\"" + project.id() + "\",\"read_up_to_seq\":" + first + '}');
        Page here = project.live(mias, mia);
        assertThat(ChatProject.message(here, "first")).containsText("read to here by " + tom);
        assertThat(person(here, tom)).containsText("1 unread");
        Page there = project.live(toms, tom);
        assertThat(unread(there)).hasText("unread: 0");
        there.waitForCondition(() -> unreadOf(tom) == 0);
        here.reload();
        assertThat(ChatProject.message(here, "second")).containsText("read to here by " + tom);
        assertThat(person(here, tom)).containsText("has read all");
    }

    @Test
    void showsWhereTheReaderStopped() {
        project.say(tom, "old");
        long read = project.say(tom, "known");
        project.as(mia, "PUT", "/read", "{\"project_id\":\"" + project.id() + "\",\"read_up_to_seq\":" + read + '}');
        project.say(tom, "fresh");
        Page here = project.live(mias, mia);
        assertThat(here.locator("rw-chat-log li")).hasCount(4);
        assertThat(here.locator("rw-chat-log li").nth(2)).hasText("New since you last read");
        assertThat(here.locator("rw-chat-log li").nth(3)).containsText("fresh");
    }

    private int unreadOf(String user) {
        return Json.at(project.as(user, "GET", "/read?project_id=" + project.id(), "").body(), "unread_count")
                .getIntValue();
    }

    /** What the page tells of its user, from now on. */
    private static List<String> told(Page page) {
        List<String> told = new CopyOnWriteArrayList<>();
        page.onRequest(request -> {
            String status = status(request);
            if (!status.isEmpty()) {
                told.add(status);
            }
        });
        return told;
    }

    private static String status(Request request) {
        return request.method().equals("POST") && request.url().endsWith("/presence")
                ? Json.at(request.postData(), "status").getStringValue() : "";
    }

    private static void scrollTo(Page page, String text) {
        page.locator("rw-chat-log [role=log]").evaluate("box => { box.scrollTop = 0 }");
        assertThat(ChatProject.message(page, text).first()).isInViewport();
    }

    private static Locator field(Page page) {
        return page.getByLabel("Message", new Page.GetByLabelOptions().setExact(true));
    }

    private static Locator typing(Page page) {
        return page.locator("rw-chat .typing");
    }

    private static Locator person(Page page, String user) {
        return page.locator("rw-chat .people li[data-user='" + user + "']");
    }

    private static Locator unread(Page page) {
        return page.locator("rw-chat .unread");
    }
}
