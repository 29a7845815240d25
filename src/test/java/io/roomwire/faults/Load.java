package io.roomwire.faults;

import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who appends and who watches in a run. */
final class Load implements AutoCloseable {

    private static final int TOPICS = 3;
    private static final int HEAVY = 40_000;
    private static final int LIGHT = 40;
    private static final int PLAIN_VIEWERS = 5;
    private static final int RESTLESS_BLOCKS = 60;
    private static final int RESTLESS_SYSTEM_BLOCKS = 12;
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int LOOK_MILLIS = 20;
    private static final int LAST_FRAMES_MILLIS = 300;
    private static final int BETWEEN_TRIES_MILLIS = 200;
    private static final int PUBLISHERS = 6;
    private static final int MEAN_MILLIS = 40;
    private static final int HEAVY_MEAN_MILLIS = 250;

    private static final int SYSTEM_PUBLISHERS = 2;
    private static final int SYSTEM_MEAN_MILLIS = 120;
    private static final int PINNED_VIEWERS = 2;
    private static final int CONSOLE_VIEWERS = 2;
    private static final String MIA = "usr_sess_mia";
    private static final String TOM = "usr_sess_tom";

    private final List<TopicSource> topics = new ArrayList<>();
    private final List<Source> systems = new ArrayList<>();
    private final Map<String, String> lasts = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final Plan plan;
    private final Trace trace;
    private final Supplier<URI> address;
    private final RelayPair relay;
    private final List<URI> nodes;
    /** Watched at the first node and appended to at any: the others see no ids of it but those that they make. */
    private final TopicSource pinned = new TopicSource(topic(), LIGHT);

    /** @param nodes ways to each node past the balancer */
    Load(Plan plan, Trace trace, Supplier<URI> address, List<URI> nodes) {
        this.plan = plan;
        this.trace = trace;
        this.address = address;
        IntStream.range(0, TOPICS).forEach(i -> topics.add(new TopicSource(topic(), LIGHT)));
        topics.add(new TopicSource(topic(), HEAVY));
        Setup setup = Setup.on(address.get());
        String room = setup.room();
        systems.addAll(List.of(new ChatSource(room, MIA, false), new ChatSource(room, MIA, true),
                new ChatSource(room, TOM, true), setup.workLog(), setup.trading(), setup.project()));
        sources.addAll(topics);
        sources.add(pinned);
        sources.addAll(systems);
        this.nodes = nodes;
        relay = new RelayPair(setup, nodes, trace, plan.random("relay"));
    }

    private static Topic topic() {
        return new Topic(TestRedis.freshName("faults"));
    }

    List<Source> sources() {
        return sources;
    }

    List<String> streams() {
        return Stream.concat(sources.stream().map(Source::stream), Stream.of(relay.stream())).toList();
    }

    List<Viewer> viewers() {
        return viewers;
    }

    /**
     * Every stream gets a first event, so that no position is 0, and then its viewers; returns when all have a place.
     *
     * @param direct the nodes themselves, for viewers that no proxy shall read for
     */
    void open(List<URI> direct) {
        Publisher first = publisher("first", sources);
        sources.forEach(source -> insist(first, "first", source, trace.millis() + PATIENCE_MILLIS));
        for (Source source : topics.subList(0, TOPICS)) {
            IntStream.range(0, PLAIN_VIEWERS).forEach(i -> watch("plain" + i, source.sight(), 0));
            watch("restless", source.sight(), RESTLESS_BLOCKS);
        }
        List<String> together = topics.stream().map(Source::stream).toList();
        watch("all", TopicSource.together(together), 0);
        watch("restless-all", TopicSource.together(together), RESTLESS_BLOCKS);
        for (Source source : systems) {
            IntStream.range(0, ProjectSource.VIEWERS - 1).forEach(i -> watch("plain" + i, source.sight(), 0));
            watch("restless", source.sight(), RESTLESS_SYSTEM_BLOCKS);
        }
        IntStream.range(0, CONSOLE_VIEWERS).forEach(i -> watch("plain" + i, relay.console(), 0));
        watch("restless", relay.console(), RESTLESS_SYSTEM_BLOCKS);
        Source heavy = topics.getLast();
        watch("plain", heavy.sight(), 0);
        direct.forEach(node -> slow(node, heavy.sight()));
        IntStream.range(0, PINNED_VIEWERS).forEach(i -> watch("pinned" + i, pinned.sight(), 0, nodes::getFirst));
        viewers.forEach(Viewer::start);
        Pause.until(() -> viewers.stream().allMatch(Viewer::isPlaced));
    }

    /** Appends until an append is acknowledged; its token is the answer. */
    private String insist(Publisher publisher, String name, Source source, long untilMillis) {
        for (int attempt = 1; trace.millis() < untilMillis; attempt++) {
            String token = name + '-' + sources.indexOf(source) + '-' + attempt;
            if (publisher.append(source, token, source.keyed(), untilMillis)) {
                return token;
            }
            Pause.of(BETWEEN_TRIES_MILLIS).pass();
        }
        trace.add(new Entry.Odd(name, "could not append to " + source.stream()));
        return "";
    }

    private void watch(String kind, Sight sight, int restless) {
        watch(kind, sight, restless, address);
    }

    private void watch(String kind, Sight sight, int restless, Supplier<URI> where) {
        String name = kind + '@' + String.join("+", sight.streams());
        viewers.add(new Viewer(new Viewer.Kind(name, restless, false), sight, where, trace, random(kind)));
    }

    /** Not by the balancer, whose buffers would read for it. */
    private void slow(URI node, Sight sight) {
        String name = "slow" + viewers.size() + '@' + String.join("+", sight.streams());
        viewers.add(new Viewer(new Viewer.Kind(name, 0, true), sight, () -> node, trace, random("slow")));
    }

    /** Names of streams are others in each run. */
    private Random random(String kind) {
        return plan.random(kind + '#' + viewers.size());
    }

    /** Publishers that go on until then. */
    List<Runnable> publishers(long untilMillis) {
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            Publisher publisher = publisher("p" + i, topics.subList(0, TOPICS));
            all.add(() -> publisher.run(untilMillis, MEAN_MILLIS));
        }
        for (int i = 0; i < SYSTEM_PUBLISHERS; i++) {
            Publisher publisher = publisher("s" + i, systems);
            all.add(() -> publisher.run(untilMillis, SYSTEM_MEAN_MILLIS));
        }
        all.add(() -> relay.send(untilMillis));
        Random which = plan.random("pinned");
        Publisher anywhere = new Publisher("pinned", List.of(pinned), () -> nodes.get(which.nextInt(nodes.size())),
                trace, plan.random("pins"));
        all.add(() -> anywhere.run(untilMillis, MEAN_MILLIS));
        Publisher heavy = publisher("heavy", topics.subList(TOPICS, TOPICS + 1));
        all.add(() -> heavy.run(untilMillis, HEAVY_MEAN_MILLIS));
        return all;
    }

    private Publisher publisher(String name, List<? extends Source> all) {
        return new Publisher(name, all, address, trace, plan.random(name));
    }

    /** Appends one last event to each stream and tells which viewers do not get theirs in time. */
    void settle(long patienceMillis) {
        Publisher last = publisher("last", sources);
        long since = trace.millis();
        long until = since + patienceMillis;
        sources.forEach(source -> lasts.put(source.stream(), insist(last, "last", source, until)));
        relay.send(trace.millis() + LAST_FRAMES_MILLIS);
        lasts.put(relay.stream(), relay.lastToken());
        while (trace.millis() < until && !(relay.isLevel()
                && viewers.stream().allMatch(viewer -> missing(viewer, since).findAny().isEmpty()))) {
            Pause.of(LOOK_MILLIS).pass();
        }
        viewers.forEach(viewer -> missing(viewer, since).forEach(stream ->
                trace.add(new Entry.Behind(viewer.name(), stream, lasts.getOrDefault(stream, "")))));
    }

    private Stream<String> missing(Viewer viewer, long since) {
        return viewer.sight().streams().stream()
                .filter(stream -> !viewer.hasSeen(stream, lasts.getOrDefault(stream, ""), since));
    }

    @Override
    public void close() {
        relay.close();
        viewers.forEach(Viewer::close);
    }
}
