package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Three tabs of one profile on one chat in which somebody never stops talking. */
@Timeout(120)
final class ChatTabsIT {

    /** The page keeps so many while it is live. */
    private static final int KEPT = 500;
    /** So that all that is said meanwhile is less than a page keeps. */
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final HasTextOptions PATIENTLY = new HasTextOptions().setTimeout(20_000);

    private final ChatProject project = ChatProject.fresh();
    private final String mia = project.owner();
    private final Browser browser = Browser.open();
    private final AtomicBoolean over = new AtomicBoolean();

    @AfterEach
    void close() {
        over.set(true);
        assertThat(browser.errors()).isEmpty();
        browser.close();
    }

    @Test
    void areEachCompleteWhileOneIsRefreshed() {
        List<Page> tabs = List.of(project.live(browser, mia), project.live(browser, mia), project.live(browser, mia));
        Page refreshed = tabs.get(1);
        CompletableFuture<Integer> talk = CompletableFuture.supplyAsync(this::talk,
                Executors.newVirtualThreadPerTaskExecutor());
        awaitLive(refreshed, 20);
        List<Long> loaded = new ArrayList<>();
        refreshed.onResponse(answer -> keepLoaded(answer, loaded));
        refreshed.reload();
        awaitLive(refreshed, 20);
        over.set(true);
        int last = talk.join();
        String[] all = said(Math.max(1, last - KEPT + 1), last);
        assertThat(ChatProject.bodies(tabs.getFirst())).hasText(all, PATIENTLY);
        assertThat(ChatProject.bodies(tabs.getLast())).hasText(all, PATIENTLY);
        assertThat(ChatProject.bodies(refreshed).last()).hasText("m" + last, PATIENTLY);
        int first = last - ChatProject.bodies(refreshed).count() + 1;
        assertThat(ChatProject.bodies(refreshed)).hasText(said(first, last));
        assertThat(loaded).as("loaded by HTTP").isNotEmpty().doesNotHaveDuplicates();
        assertThat(refreshed.locator("rw-chat-log li[data-source=history]")).hasCount(loaded.size());
    }

    private static void keepLoaded(Response answer, List<Long> loaded) {
        if (answer.request().method().equals("GET") && answer.url().contains("/messages?")) {
            Json.at(answer.text(), "messages").values().forEach(message ->
                    loaded.add(Objects.requireNonNull(message.get("seq")).getLongValue()));
        }
    }

    private int talk() {
        int said = 0;
        while (!over.get()) {
            project.say(project.other(), "m" + ++said);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return said;
    }

    private static void awaitLive(Page page, int messages) {
        page.waitForFunction("count => document.querySelectorAll('rw-chat-log li[data-source=live]').length >= count",
                messages);
    }

    private static String[] said(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "m" + n).toArray(String[]::new);
    }
}
