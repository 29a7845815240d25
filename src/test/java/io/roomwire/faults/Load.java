package io.roomwire.faults;

import io.roomwire.testkit.TestRedis;
import io.roomwire.testkit.Topic;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Who appends and who watches in a run. */
final class Load implements AutoCloseable {

    private static final int TOPICS = 3;
    private static final int HEAVY = 40_000;
    private static final int LIGHT = 40;
    private static final int PLAIN_VIEWERS = 5;
    private static final int RESTLESS_BLOCKS = 60;
    private static final int PUBLISHERS = 6;
    private static final int MEAN_MILLIS = 40;
    private static final int HEAVY_MEAN_MILLIS = 250;

    private final List<TopicSource> topics = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<Viewer> viewers = new ArrayList<>();
    private final Plan plan;
    private final Trace trace;
    private final Supplier<URI> address;

    Load(Plan plan, Trace trace, Supplier<URI> address) {
        this.plan = plan;
        this.trace = trace;
        this.address = address;
        IntStream.range(0, TOPICS).forEach(i -> topics.add(new TopicSource(topic(), LIGHT)));
        topics.add(new TopicSource(topic(), HEAVY));
        sources.addAll(topics);
    }

    private static Topic topic() {
        return new Topic(TestRedis.freshName("faults"));
    }

    List<Source> sources() {
        return sources;
    }

    List<String> streams() {
        return sources.stream().map(Source::stream).toList();
    }

    List<Viewer> viewers() {
        return viewers;
    }

    /** Every stream gets a first event, so that no position is 0, and then its viewers; returns when all have a place. */
    void open(List<URI> nodes) {
        Publisher first = new Publisher("first", sources, address, trace, plan.random("first"));
        for (int i = 0; i < sources.size(); i++) {
            first.append(sources.get(i), "first-" + i, sources.get(i).keyed(), trace.millis() + 20_000);
        }
        for (Source source : topics.subList(0, TOPICS)) {
            IntStream.range(0, PLAIN_VIEWERS).forEach(i -> watch("plain" + i, source.sight(), 0));
            watch("restless", source.sight(), RESTLESS_BLOCKS);
        }
        watch("all", TopicSource.together(streams()), 0);
        watch("restless-all", TopicSource.together(streams()), RESTLESS_BLOCKS);
        Source heavy = topics.getLast();
        watch("plain", heavy.sight(), 0);
        nodes.forEach(node -> slow(node, heavy.sight()));
        viewers.forEach(Viewer::start);
        Pause.until(() -> viewers.stream().allMatch(Viewer::isPlaced));
    }

    private void watch(String kind, Sight sight, int restless) {
        String name = kind + '@' + String.join("+", sight.streams());
        viewers.add(new Viewer(new Viewer.Kind(name, restless, false), sight, address, trace, plan.random(name)));
    }

    /** Not by the balancer, whose buffers would read for it. */
    private void slow(URI node, Sight sight) {
        String name = "slow" + viewers.size() + '@' + String.join("+", sight.streams());
        viewers.add(new Viewer(new Viewer.Kind(name, 0, true), sight, () -> node, trace, plan.random(name)));
    }

    /** Publishers that go on until then. */
    List<Runnable> publishers(long untilMillis) {
        List<Runnable> all = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            Publisher publisher = publisher("p" + i, topics.subList(0, TOPICS));
            all.add(() -> publisher.run(untilMillis, MEAN_MILLIS));
        }
        Publisher heavy = publisher("heavy", topics.subList(TOPICS, TOPICS + 1));
        all.add(() -> heavy.run(untilMillis, HEAVY_MEAN_MILLIS));
        return all;
    }

    private Publisher publisher(String name, List<? extends Source> all) {
        return new Publisher(name, all, address, trace, plan.random(name));
    }

    /** Appends one last event to each stream and tells which viewers do not get theirs in time. */
    void settle(long patienceMillis) {
        Publisher last = new Publisher("last", sources, address, trace, plan.random("last"));
        long since = trace.millis();
        long until = since + patienceMillis;
        for (int i = 0; i < sources.size(); i++) {
            last.append(sources.get(i), "last-" + i, sources.get(i).keyed(), until);
        }
        while (trace.millis() < until && viewers.stream().anyMatch(viewer -> !missing(viewer, since).isEmpty())) {
            Pause.of(20).pass();
        }
        viewers.forEach(viewer -> missing(viewer, since).forEach(i -> trace.add(
                new Entry.Behind(viewer.name(), sources.get(i).stream(), "last-" + i))));
    }

    private List<Integer> missing(Viewer viewer, long since) {
        return IntStream.range(0, sources.size())
                .filter(i -> viewer.sight().streams().contains(sources.get(i).stream())
                        && !viewer.hasSeen(sources.get(i).stream(), "last-" + i, since))
                .boxed().toList();
    }

    @Override
    public void close() {
        viewers.forEach(Viewer::close);
    }
}
