package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import io.roomwire.console.AgentClient;
import io.roomwire.console.ConsoleWorld;
import io.roomwire.pages.ConsoleBench.Dongle;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.TestRedis;
import java.text.NumberFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** The console while 200 frames a second come through two nodes from a real agent, and none is left out. */
@Tag("soak")
@Timeout(value = 30, unit = TimeUnit.MINUTES)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleLoadIT {

    private static final int PER_SECOND = 200;
    private static final int TICK_MS = 10;
    private static final int TRACE_S = 30;
    private static final int WARM_S = 10;
    private static final int SOAK_S = Integer.getInteger("roomwire.soak.seconds");
    private static final double MOST_GROWTH = 10e6;
    private static final double LONGEST_TASK_MS = 50;
    private static final Pattern AT_RATE = Pattern.compile("(19\\d|20\\d)/s");

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private Node first;
    private Node second;
    private Nginx balancer;
    private ConsoleBench bench;
    private Page page;

    @BeforeEach
    void start() {
        Map<String, Object> settings = new HashMap<>(ConsoleWorld.SETTINGS);
        settings.put("roomwire.console.sampling", 100_000);
        first = Node.start(TestRedis.uri(), settings);
        second = Node.start(TestRedis.uri(), settings);
        balancer = Nginx.before(first.address().getPort(), second.address().getPort());
        bench = ConsoleBench.open(balancer.address(), first.address());
        Dongle dongle = bench.dongle();
        page = bench.live(dongle);
        AgentClient agent = bench.data(dongle);
        var _ = clock.scheduleAtFixedRate(() -> tick(agent, dongle), 0, TICK_MS, TimeUnit.MILLISECONDS);
        assertThat(ConsoleBench.figure(page, "CAN rate (5 s)")).hasText(AT_RATE,
                new HasTextOptions().setTimeout(30_000));
    }

    private void tick(AgentClient agent, Dongle dongle) {
        for (int i = 0; i < PER_SECOND * TICK_MS / 1000; i++) {
            int number = sent.getAndIncrement();
            agent.send(ConsoleBench.frame(dongle, "0x%03x".formatted(number % 0x800), "%016x".formatted(number),
                    number % 2 == 0 ? "rx" : "tx"));
        }
    }

    @Test
    void staysSmoothAndFlatAndShowsEveryFrame() {
        page.evaluate("""
                () => { window.longTasks = []; new PerformanceObserver(list =>
                  longTasks.push(...list.getEntries().map(entry => Math.round(entry.duration))))
                  .observe({ type: 'longtask' }) }""");
        long begun = System.nanoTime();
        passed(begun, WARM_S);
        double before = heap();
        page.evaluate("longTasks.length = 0");
        MainThreadTrace trace = MainThreadTrace.start(page);
        passed(begun, WARM_S + TRACE_S);
        List<Double> tasks = trace.end();
        Object byTheClock = page.evaluate("longTasks.length + ', up to ' + Math.max(0, ...longTasks) + ' ms'");
        passed(begun, SOAK_S);
        double growth = heap() - before;
        System.out.printf(Locale.ROOT, "console: %d tasks in %d s at %d frames/s took %.1f s of processor time, the "
                + "longest %.1f ms; longer than 50 ms by the clock: %s; heap %.1f MB, %+.1f MB in %d s%n", tasks.size(),
                TRACE_S, PER_SECOND, tasks.stream().mapToDouble(ms -> ms).sum() / 1000, tasks.getFirst(), byTheClock,
                before / 1e6, growth / 1e6, SOAK_S - WARM_S);
        assertThat(tasks).hasSizeGreaterThan(TRACE_S * PER_SECOND / 4).allMatch(ms -> ms <= LONGEST_TASK_MS);
        assertThat(growth).isLessThan(MOST_GROWTH);
        assertComplete();
    }

    /** The page's own heap after a forced collection, in bytes. */
    private double heap() {
        CDPSession session = page.context().newCDPSession(page);
        session.send("HeapProfiler.collectGarbage");
        double used = session.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
        session.detach();
        return used;
    }

    private void assertComplete() {
        clock.close();
        int half = sent.get() / 2;
        String shown = NumberFormat.getIntegerInstance(Locale.US).format(half);
        assertThat(ConsoleBench.figure(page, "RX")).hasText(shown);
        assertThat(ConsoleBench.figure(page, "TX")).hasText(shown);
        assertThat(ConsoleBench.rows(page).first()).containsText(
                "%016x".formatted(sent.get() - 1).replaceAll("..(?=.)", "$0 "));
        assertThat(page.getByText("Stream reset received")).hasCount(0);
        assertThat(bench.browser().errors()).isEmpty();
    }

    /** Returns so many seconds after {@code begun}, while the page goes on. */
    private void passed(long begun, int seconds) {
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        page.waitForCondition(() -> System.nanoTime() > end, new Page.WaitForConditionOptions()
                .setTimeout((seconds + 60) * 1_000d));
    }

    @AfterEach
    void stop() {
        clock.close();
        bench.close();
        balancer.close();
        second.close();
        first.close();
    }
}
