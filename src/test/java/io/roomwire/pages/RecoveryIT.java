package io.roomwire.pages;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.testkit.DemoCluster;
import io.roomwire.testkit.NodeProcess;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every page when the nodes or the network are gone for a while: it says so, recovers by itself, and shows what was
 * posted before, meanwhile and after, once and in order. The same tabs go through it all.
 */
@Tag("faults")
@Timeout(180)
final class RecoveryIT {

    private static final double AWAY_MS = 20_000;

    /** Trading sessions that say nothing by themselves and outlive their node. */
    private static final Map<String, String> QUIET =
            Map.of("ROOMWIRE_TRADING_STEP", "1m", "ROOMWIRE_TRADING_SESSION_CLAIM", "5m");

    @SuppressWarnings("NullAway.Init")
    private static DemoCluster cluster;

    @SuppressWarnings("NullAway.Init")
    private static CountingPages pages;

    private final URI first = cluster.first().address();
    private final URI second = cluster.second().address();

    @BeforeAll
    static void start() {
        cluster = DemoCluster.start(QUIET);
        pages = CountingPages.open(cluster.balancer());
    }

    @AfterAll
    static void stop() {
        assertThat(pages.errors()).isEmpty();
        pages.close();
        cluster.close();
    }

    @BeforeEach
    void begin() {
        nodes().filter(node -> !node.isAlive()).forEach(NodeProcess::relaunch);
        nodes().forEach(NodeProcess::serving);
        pages.areLive();
        pages.empty();
        pages.post(first, 2);
        pages.areComplete();
        pages.forgetStates();
    }

    private static Stream<NodeProcess> nodes() {
        return Stream.of(cluster.first(), cluster.second());
    }

    /** One node after the other, so that each page has lost its own, whichever that was. */
    @Test
    void recoversFromTheDeathOfTheNodeThatServesIt() {
        cluster.first().kill();
        pages.post(second, 2);
        pages.areLive();
        pages.areComplete();
        cluster.first().relaunch().serving();
        cluster.second().kill();
        pages.haveToldOfTheLoss();
        pages.post(first, 2);
        pages.areLive();
        pages.post(first, 1);
        pages.areComplete();
        pages.areListed();
        assertThat(pages.front().locator(".nodes [data-health=silent]").first()).isVisible();
    }

    @Test
    void recoversFromARestartOfAllNodes() {
        nodes().forEach(NodeProcess::terminate);
        pages.haveToldOfTheLoss();
        nodes().forEach(NodeProcess::exitStatus);
        nodes().forEach(NodeProcess::relaunch);
        nodes().forEach(NodeProcess::serving);
        pages.post(first, 2);
        pages.areLive();
        pages.post(second, 1);
        pages.areComplete();
        pages.areListed();
    }

    @Test
    void resumesAfterTwentySecondsWithoutANetwork() {
        pages.setOffline(true);
        pages.haveToldOfTheLoss();
        pages.post(first, 2);
        pages.front().waitForTimeout(AWAY_MS);
        pages.post(second, 1);
        pages.setOffline(false);
        pages.areLive();
        pages.areComplete();
        pages.haveResumed();
        pages.post(first, 1);
        pages.areComplete();
    }
}
