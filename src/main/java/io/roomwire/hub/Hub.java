package io.roomwire.hub;

import io.roomwire.event.Event;
import io.roomwire.event.EventId;
import io.roomwire.event.Retentions;
import io.roomwire.event.StreamKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** This node's feeds, and the way to append. Safe for any thread. */
public final class Hub implements LiveChannel.Listener, AutoCloseable {

    private static final double JITTER = 0.2;
    /** After a reconnect every subscription is in doubt: one batch for all that come within this time. */
    private static final Duration DOUBTS_GATHER = Duration.ofMillis(20);
    private static final Duration DOUBTS_STAY = Duration.ofSeconds(1);
    private static final int RENEWALS_PER_EXPIRY = 4;

    private final Ports ports;
    private final Retentions retentions;
    private final FeedSettings settings;
    private final FrameEncoder encoder;
    private final Stats stats;
    private final Repairs repairs;
    private final PositionCheck positionCheck;
    private final AtomicLong ringBytes = new AtomicLong();
    private final Map<StreamKey, Held> feeds = new ConcurrentHashMap<>();
    private final List<Watch> watches = new CopyOnWriteArrayList<>();
    private final Set<StreamKey> doubtful = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean doubtsDue = new AtomicBoolean();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("hub-timer").factory());

    public Hub(Ports ports, Retentions retentions, FeedSettings settings, FrameEncoder encoder, Stats stats) {
        this.ports = ports;
        this.retentions = retentions;
        this.settings = settings;
        this.encoder = encoder;
        this.stats = stats;
        this.repairs = new Repairs(ports.log(), ports.live(), retentions, stats);
        this.positionCheck = new PositionCheck(ports.log(), stats);
    }

    /** What the hub stands on. */
    public record Ports(EventLog log, LiveChannel live) {
    }

    private record Watch(String system, Rounds rounds) {
    }

    /** A feed and how many hold it; replaced as a whole, under the map's lock for its key. */
    private record Held(Feed feed, int holders, List<Tap> taps) {

        Held plus(int change) {
            return new Held(feed, holders + change, taps);
        }

        Held with(Tap tap) {
            return new Held(feed, holders, Stream.concat(taps.stream(), Stream.of(tap)).toList());
        }

        Held without(Tap tap) {
            return new Held(feed, holders, taps.stream().filter(known -> !known.equals(tap)).toList());
        }
    }

    /** Begins to check positions. The hub must have been made the live channel's listener, or one behind it. */
    public void start() {
        scheduleCheck();
        long renewal = settings.expiry().toMillis() / RENEWALS_PER_EXPIRY;
        var _ = timer.scheduleWithFixedDelay(() -> ports.log().renew(List.copyOf(feeds.keySet())), renewal, renewal,
                TimeUnit.MILLISECONDS);
    }

    /** Writes and publishes one event: see {@link EventLog#append}. */
    public CompletionStage<Appended> append(Append append) {
        return ports.log().append(append).whenComplete((appended, error) ->
                stats.appended(append.stream(), result(appended, error)));
    }

    private static AppendResult result(@Nullable Appended appended, @Nullable Throwable error) {
        if (appended != null) {
            return appended.duplicate() ? AppendResult.DUPLICATE : AppendResult.OK;
        }
        return error == null ? AppendResult.REFUSED : failure(Waiting.cause(error));
    }

    private static AppendResult failure(Throwable cause) {
        return switch (cause) {
            case EventLogUnavailable _ -> AppendResult.UNAVAILABLE;
            case LimitReached _ -> AppendResult.LIMITED;
            default -> AppendResult.REFUSED;
        };
    }

    /** Holds the feed of a stream, opening it if need be. Every call wants one {@link #release}. */
    public Feed acquire(StreamKey stream) {
        Held held = feeds.compute(stream, (key, known) -> (known == null ? open(key) : known).plus(1));
        if (held.holders() == 1) {
            watches.stream().filter(watch -> watch.system().equals(stream.system()))
                    .forEach(watch -> watch.rounds().begin());
        }
        return held.feed();
    }

    private Held open(StreamKey stream) {
        Ring ring = new Ring(retentions.of(stream), settings.ringBytes(), ringBytes, settings.nodeBytes());
        Feed feed = new Feed(stream, ring, encoder, repairs, ports.log());
        feed.start();
        // The next round of renewals may come after the stream's end.
        var _ = ports.log().renew(List.of(stream));
        return new Held(feed, 0, List.of());
    }

    /** Gives back a feed; after the last holder it lingers for a while. */
    public void release(Feed feed) {
        Held left = feeds.computeIfPresent(feed.stream(), (key, known) -> known.plus(-1));
        if (left != null && left.holders() == 0) {
            schedule(() -> closeIfIdle(left), settings.linger());
        }
    }

    /** Identity of the record: any hold taken meanwhile has replaced it. */
    @SuppressWarnings("ReferenceEquality")
    private void closeIfIdle(Held left) {
        feeds.computeIfPresent(left.feed().stream(), (stream, known) -> {
            if (known != left) {
                return known;
            }
            ports.live().unsubscribe(stream);
            known.feed().close();
            return null;
        });
    }

    /** Publishes without keeping: see {@link EventLog#signal}. */
    public CompletionStage<Void> signal(StreamKey stream, String name, String data) {
        return ports.log().signal(stream, name, data);
    }

    /** The retained events from {@code from} on, itself included: see {@link EventLog#read}. */
    public CompletionStage<List<Event>> read(StreamKey stream, EventId from, int limit) {
        return ports.log().read(stream, from, limit);
    }

    /** Tells {@code tap} what is published on the stream, until that is ended. */
    public Tapping tap(StreamKey stream, Tap tap) {
        Feed feed = acquire(stream);
        feeds.computeIfPresent(stream, (key, held) -> held.with(tap));
        AtomicBoolean ended = new AtomicBoolean();
        return new Tapping(feed.live().thenRun(tap::onDoubt), () -> {
            if (ended.compareAndSet(false, true)) {
                feeds.computeIfPresent(stream, (key, held) -> held.without(tap));
                release(feed);
            }
        });
    }

    /** The streams of {@code system} that somebody watches on this node now. */
    public List<StreamKey> watched(String system) {
        return feeds.entrySet().stream()
                .filter(entry -> entry.getValue().holders() > 0 && entry.getKey().system().equals(system))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What this node holds now, also those feeds that nobody watches any more. */
    public List<Feed> held() {
        return feeds.values().stream().map(Held::feed).toList();
    }

    /**
     * Gives {@code look} the {@link #watched} streams of {@code system} each {@code pause}, from when there are any until
     * there are none, which it is told too. It must not block.
     */
    public void whileWatched(String system, Duration pause, Consumer<List<StreamKey>> look) {
        watches.add(new Watch(system, new Rounds(pause, timer, () -> {
            List<StreamKey> watched = watched(system);
            look.accept(watched);
            return !watched.isEmpty();
        })));
    }

    @Override
    public void onEvent(StreamKey stream, Event event) {
        Held held = feeds.get(stream);
        if (held != null) {
            held.feed().onEvent(event);
            held.taps().forEach(tap -> tap.onEvent(event));
        }
    }

    @Override
    public void onDoubt(StreamKey stream) {
        Held held = feeds.get(stream);
        if (held != null) {
            held.taps().forEach(Tap::onDoubt);
        }
        doubt(stream, DOUBTS_GATHER);
    }

    private void doubt(StreamKey stream, Duration pause) {
        doubtful.add(stream);
        if (doubtsDue.compareAndSet(false, true)) {
            schedule(this::clearDoubts, pause);
        }
    }

    private void clearDoubts() {
        doubtsDue.set(false);
        List<StreamKey> streams = List.copyOf(doubtful);
        streams.forEach(doubtful::remove);
        check(streams, feed -> doubt(feed.stream(), DOUBTS_STAY));
    }

    private void scheduleCheck() {
        double factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble(-1, 1);
        schedule(() -> {
            scheduleCheck();
            check(List.copyOf(feeds.keySet()), feed -> { });
        }, Duration.ofMillis((long) (settings.positionCheck().toMillis() * factor)));
    }

    private void check(List<StreamKey> streams, Consumer<Feed> unanswered) {
        positionCheck.run(streams.stream().map(feeds::get).filter(held -> held != null).map(Held::feed).toList(),
                unanswered);
    }

    private void schedule(Runnable task, Duration delay) {
        if (!timer.isShutdown()) {
            var _ = timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What all rings take now, in bytes. */
    public long ringBytes() {
        return ringBytes.get();
    }

    public int feeds() {
        return feeds.size();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        feeds.values().forEach(held -> held.feed().close());
        feeds.clear();
    }
}
