package io.roomwire.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.testkit.Browser;
import io.roomwire.testkit.Http;
import io.roomwire.testkit.Jwt;
import io.roomwire.testkit.Nginx;
import io.roomwire.testkit.Node;
import io.roomwire.testkit.Outcome;
import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many streams in one page, over one connection at a time. */
final class RoomEventsBundleIT {

    private static final int RETAINED = 500;
    private static final Map<String, Object> SETTINGS =
            Map.of("roomwire.ring.events", RETAINED, "roomwire.jwt.secret", Jwt.SECRET);
    private static final Pattern OPEN = Pattern.compile("(?m)^roomwire_connections\\{.*} ([0-9.]+)$");

    private final Browser browser = Browser.open();
    private final Node one = Node.start(TestRedis.uri(), SETTINGS);
    private final Node two = Node.start(TestRedis.uri(), SETTINGS);
    private final List<Topic> topics = IntStream.range(0, 5).mapToObj(i -> Topic.fresh()).toList();

    @AfterEach
    void close() {
        browser.close();
        one.close();
        two.close();
    }

    /** A page whose {@code add(stream)} keeps that stream's numbers in {@code got}, and its states in {@code told}. */
    private ModulePage page(URI origin, String options) {
        ModulePage page = ModulePage.open(browser, origin);
        page.run("""
                () => {
                  const got = {}, subs = {}, told = {}
                  const bundle = m.openStreams({ onState: hearing.onState, onError: hearing.onError, ...%s })
                  const add = (stream, lastEventId) => {
                    got[stream] ??= []
                    told[stream] ??= []
                    const events = { e: data => got[stream].push(data),
                      stream_reset: data => resets.push([stream, data]) }
                    const onState = state => told[stream].push(state)
                    subs[stream] = bundle.add(stream, { lastEventId, onState, events })
                  }
                  Object.assign(window, { got, subs, told, bundle, add })
                }""".formatted(options));
        return page;
    }

    private ModulePage page() {
        return page(one.address(), "{}");
    }

    private String add(int topic, String from) {
        return "add('" + topics.get(topic).stream() + "'" + from + ")";
    }

    private String got(int topic) {
        return "got['" + topics.get(topic).stream() + "']";
    }

    private String sub(int topic) {
        return "subs['" + topics.get(topic).stream() + "']";
    }

    private void append(int topic, int from, int to) {
        IntStream.rangeClosed(from, to)
                .forEach(i -> topics.get(topic).append((i % 2 == 0 ? one : two).address(), Integer.toString(i)));
    }

    private static List<Integer> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    private double open(Node node) {
        try {
            return OPEN.matcher(Http.get(node.address().resolve("/prometheus")).body()).results()
                    .mapToDouble(found -> Double.parseDouble(found.group(1))).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void hearsManyStreamsOverOneConnection() {
        ModulePage page = page();
        page.run(IntStream.range(0, topics.size()).mapToObj(i -> add(i, "")).collect(Collectors.joining(",")));
        page.await("bundle.state.name === 'connected'");
        IntStream.range(0, topics.size()).forEach(i -> append(i, 1, 3));
        for (int i = 0; i < topics.size(); i++) {
            assertThat(page.await(got(i) + ".length === 3").list(got(i))).isEqualTo(numbers(1, 3));
        }
        assertThat(page.opened()).hasSize(1);
        assertThat(open(one)).isEqualTo(1);
        assertThat(page.states()).isEqualTo(List.of("connecting", "connected"));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void addsAndRemovesStreamsUnderLoadWithoutAGap() {
        addsAndRemovesDuring(100);
    }

    @Test
    @Tag("faults")
    void addsAndRemovesStreamsUnderLongLoadWithoutAGap() {
        addsAndRemovesDuring(RETAINED);
    }

    private void addsAndRemovesDuring(int count) {
        ModulePage page = page();
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> IntStream.rangeClosed(1, count)
                .forEach(i -> IntStream.range(0, topics.size()).forEach(topic -> append(topic, i, i))));
        for (int round = 1; round <= 4; round++) {
            page.run(add(round, ", '0'"));
            page.await(got(round) + ".length >= " + count / 25);
            page.run(round == 1 ? add(0, ", '0'") : sub(round - 1) + ".close()");
            page.await(got(0) + ".length >= " + round * count / 10);
            page.run(round == 1 ? "0" : add(round - 1, ", " + sub(round - 1) + ".position"));
        }
        load.join();
        for (int i = 0; i < topics.size(); i++) {
            assertThat(page.await(got(i) + ".length >= " + count).list(got(i))).isEqualTo(numbers(1, count));
        }
        assertThat(page.opened()).hasSizeGreaterThan(4);
        assertThat(page.list("states.filter(state => state.name !== 'connected')")).hasSize(1);
        page.page().waitForCondition(() -> open(one) == 1);
        assertThat(page.list("resets")).isEmpty();
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void beginsAtTheNewestWithAStreamThatIsAddedWithoutAPosition() {
        append(1, 1, 3);
        ModulePage page = page();
        page.run(add(0, ""));
        append(0, 1, 1);
        page.await("bundle.state.name === 'connected'");
        append(0, 2, 2);
        page.await(got(0) + ".length");
        page.run(add(1, ""));
        page.await(sub(1) + ".state.name === 'connected'");
        append(1, 4, 5);
        assertThat(page.await(got(1) + ".length === 2").list(got(1))).isEqualTo(numbers(4, 5));
        assertThat(page.opened().getLast()).matches(".*last_event_id=[0-9]{16}\\.");
        assertThat(page.list("resets")).isEmpty();
    }

    @Test
    void hearsNothingOfAStreamThatWasRemoved() {
        ModulePage page = page();
        page.run(add(0, "") + "," + add(1, ""));
        page.await("bundle.state.name === 'connected'");
        page.run(sub(0) + ".close()");
        append(0, 1, 1);
        append(1, 1, 1);
        page.await(got(1) + ".length === 1");
        assertThat(page.list(got(0))).isEmpty();
        assertThat(page.run(sub(0) + ".state.reason")).isEqualTo("closed");
        assertThat(page.list("bundle.streams")).containsExactly(topics.get(1).stream());
        page.run("bundle.close()");
        assertThat(page.run("bundle.state.name")).isEqualTo("closed");
        page.page().waitForCondition(() -> open(one) == 0);
    }

    @Test
    @Tag("faults")
    void losesAndRepeatsNothingWhenItsNodeGoesAndComesBack() {
        Node first = Node.start(TestRedis.uri(), SETTINGS);
        int port = first.address().getPort();
        try (Nginx balancer = Nginx.before(port)) {
            ModulePage page = page(balancer.address(), "{ backoff: 100 }");
            page.run(add(0, "") + "," + add(1, ""));
            page.await("bundle.state.name === 'connected'");
            append(0, 1, 2);
            page.await(got(0) + ".length === 2");
            first.close();
            page.await("states.some(state => state.attempt > 1)");
            append(0, 3, 4);
            append(1, 1, 2);
            try (Node _ = Node.start(TestRedis.uri(), Map.of("micronaut.server.port", port))) {
                assertThat(page.await(got(1) + ".length === 2").list(got(1))).isEqualTo(numbers(1, 2));
                assertThat(page.await(got(0) + ".length === 4").list(got(0))).isEqualTo(numbers(1, 4));
            }
        }
    }

    @Test
    void tellsAResetToItsOwnSubscriberAlone() {
        ModulePage page = page();
        page.run(add(0, ", '1'") + "," + add(1, ", '0'"));
        append(1, 1, 1);
        page.await("resets.length === 1").await(got(1) + ".length === 1");
        assertThat(page.run("resets[0][0]")).isEqualTo(topics.getFirst().stream());
        append(0, 1, 1);
        assertThat(page.await(got(0) + ".length === 1").list(got(0))).isEqualTo(numbers(1, 1));
    }

    @Test
    void goesOnWithTheOthersWhenOneStreamIsRefused() {
        ModulePage page = page();
        page.run(add(0, ""));
        page.await("bundle.state.name === 'connected'");
        page.run("add('room:nobody'), add('trading:1'), add('trading:2'), " + add(1, ""));
        page.await(sub(1) + ".state.name === 'connected'");
        assertThat(page.run("subs['room:nobody'].state"))
                .isEqualTo(Map.of("name", "closed", "reason", "refused", "status", 404));
        assertThat(page.list("['trading:1', 'trading:2'].map(name => told[name].at(-1).name)"))
                .isEqualTo(List.of("auth_failed", "auth_failed"));
        append(0, 1, 1);
        append(1, 1, 1);
        page.await(got(0) + ".length === 1").await(got(1) + ".length === 1");
        assertThat(page.states()).isEqualTo(List.of("connecting", "connected"));
        assertThat(page.list("bundle.streams")).hasSize(2);
    }

    @Test
    void tellsOfAllStreamsThatTheTokenIsRefusedAndGoesOnByHand() {
        ModulePage page = page(one.address(), "{ token: () => window.key ?? 'none.of.ours' }");
        page.run("add('worklog:a'), add('worklog:b')");
        page.await("bundle.state.name === 'auth_failed'");
        assertThat(page.opened()).hasSize(1);
        assertThat(page.fetched()).hasSize(2);
        assertThat(page.list("Object.values(told).map(states => states.at(-1).name)"))
                .isEqualTo(List.of("auth_failed", "auth_failed"));
        page.run("() => { window.key = '" + Jwt.of("mia", Map.of()) + "'; bundle.reconnect() }");
        page.await("told['worklog:a'].at(-1).status === 404");
    }

    @Test
    void reportsWhatIsNoJsonAndGoesOn() {
        ModulePage page = page();
        page.run(add(0, ""));
        page.await("bundle.state.name === 'connected'");
        Outcome.of(one.bean(Hub.class).signal(StreamKey.parse(topics.getFirst().stream()), "e", "{"));
        append(0, 1, 1);
        assertThat(page.await(got(0) + ".length === 1").list("bad")).hasSize(1);
    }

    @Test
    void takesEachStreamOnceAndFiftyAtMost() {
        ModulePage page = page();
        assertThat(page.run("""
                () => { const refused = []
                  for (const name of [...Array(50).keys(), 0, 50]) {
                    try { add('topic:many-' + name) } catch (error) { refused.push(error.name) }
                  }
                  return refused.join() }""")).isEqualTo("RangeError,RangeError");
        page.await("bundle.state.name === 'connected'");
        assertThat(page.opened()).hasSize(1);
    }
}
