package io.roomwire.sse;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpRequestWrapper;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Feed;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Stats;
import io.roomwire.sse.Connection.Holding;
import io.roomwire.sse.SseBody.HttpForm;
import io.roomwire.sse.StreamSpec.Position;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens SSE connections. Safe for any thread; asks its dice on event loops, so they must not wait for anything. */
public final class SseStreams {

    private static final Logger LOG = LoggerFactory.getLogger(SseStreams.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int RETRY_FROM_MS = 1000;
    private static final int RETRY_TO_MS = 3000;

    private final Hub hub;
    private final SseSettings settings;
    private final Stats stats;
    private final InstantSource clock;
    private final RandomGenerator dice;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<EventLoop, LoopConnections> loops = new ConcurrentHashMap<>();

    public SseStreams(Hub hub, SseSettings settings, Stats stats, InstantSource clock, RandomGenerator dice) {
        this.hub = hub;
        this.settings = settings;
        this.stats = stats;
        this.clock = clock;
        this.dice = dice;
    }

    /**
     * Answers with a stream as soon as the feeds of {@code spec} are live. Where they are not within 2 s, or the node
     * is full, the answer is a stream of one {@code unavailable} event; to a caller that shows credentials in a header,
     * and so is no EventSource, the stage fails with {@link EventLogUnavailable} instead.
     *
     * <p>The position is taken from {@code Last-Event-ID}, else from the query's {@code last_event_id}.
     */
    public CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, StreamSpec spec) {
        if (open.incrementAndGet() > settings.streams()) {
            open.decrementAndGet();
            spec.ending().run();
            return refuse(request, spec, "too_many_streams");
        }
        List<Feed> feeds = spec.streams().stream().map(hub::acquire).toList();
        Holding holding = new Holding(spec, feeds, once(() -> {
            open.decrementAndGet();
            feeds.forEach(hub::release);
            spec.ending().run();
        }));
        Optional<LastEventId> wanted = LastEventId.of(request)
                .filter(position -> spec.position() == Position.ANY || !position.isPlainZero());
        CompletableFuture<?>[] live = feeds.stream().map(Feed::live).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(live).thenCompose(all -> spec.opening().open(place(wanted, feeds)))
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .<HttpResponse<?>>thenApply(start -> respond(request, holding, wanted, start))
                .exceptionallyCompose(error -> {
                    LOG.debug("{} is refused", spec.streams().getFirst().label(), error);
                    Stream.of(live).forEach(wait -> wait.cancel(false));
                    holding.release().run();
                    return refuse(request, spec, "not_live");
                });
    }

    private CompletionStage<HttpResponse<?>> refuse(HttpRequest<?> request, StreamSpec spec, String reason) {
        stats.opened(spec.system());
        stats.closed(spec.system(), CloseReason.REFUSED);
        return Refusal.mayMeetEventSource(request)
                ? CompletableFuture.completedFuture(Refusal.unavailable(reason, retry(spec), clock.instant()))
                : CompletableFuture.failedFuture(new EventLogUnavailable(new IllegalStateException(reason)));
    }

    private static Opening.Place place(Optional<LastEventId> wanted, List<Feed> feeds) {
        return new Opening.Place(wanted.map(LastEventId::ids).filter(ids -> ids.size() == feeds.size()).orElse(List.of()),
                feeds.stream().map(Feed::newest).toList());
    }

    private HttpResponse<?> respond(HttpRequest<?> request, Holding holding, Optional<LastEventId> wanted,
                                    Opening.Start start) {
        NettyHttpRequest<?> netty = netty(request);
        Channel channel = netty.getChannelHandlerContext().channel();
        HttpForm form = HttpForm.of(netty);
        if (form == HttpForm.HTTP_1_0) {
            String codec = channel.pipeline().context(HttpServerCodec.class).name();
            channel.pipeline().addAfter(codec, null, new Http10Head());
        }
        SseBody body = new SseBody(channel, form, () -> on(channel.eventLoop()).outbox(), wire -> {
            LoopConnections loop = on(channel.eventLoop());
            Connection connection = new Connection(holding, wire, loop.turns(), stats, clock);
            loop.add(connection);
            connection.begin(wanted, start, retry(holding.spec()));
            return connection;
        }, holding.release());
        return head(holding.spec(), form == HttpForm.HTTP_1_1 && HttpUtil.isKeepAlive(netty.getNativeRequest()))
                .body(body.body());
    }

    private LoopConnections on(EventLoop loop) {
        return loops.computeIfAbsent(loop, key -> new LoopConnections(key, settings));
    }

    private static MutableHttpResponse<Object> head(StreamSpec spec, boolean keepsAlive) {
        MutableHttpResponse<Object> head = HttpResponse.ok()
                .header(HttpHeaders.CONTENT_TYPE, MediaType.TEXT_EVENT_STREAM)
                .header(HttpHeaders.CACHE_CONTROL, "no-cache, no-transform")
                .header("X-Accel-Buffering", "no");
        if (keepsAlive) {
            head.header(HttpHeaders.CONNECTION, "keep-alive");
        }
        spec.headers().forEach((name, value) -> head.getHeaders().set(name, value));
        return head;
    }

    static NettyHttpRequest<?> netty(HttpRequest<?> request) {
        HttpRequest<?> inner = request;
        while (inner instanceof HttpRequestWrapper<?> wrapper) {
            inner = wrapper.getDelegate();
        }
        return (NettyHttpRequest<?>) inner;
    }

    private static Runnable once(Runnable task) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                task.run();
            }
        };
    }

    /** Spread, so that clients of a node that left do not come back in one instant. */
    private String retry(StreamSpec spec) {
        long pause = spec.retry().map(Duration::toMillis).orElseGet(() -> (long) dice.nextInt(RETRY_FROM_MS, RETRY_TO_MS));
        return "retry: " + pause + "\n\n";
    }

    /** Ends every stream of this node, each on its own loop; returns when that is done, or after a second. */
    public void endAll(CloseReason reason) {
        CompletableFuture<?>[] ends = loops.entrySet().stream()
                .map(entry -> CompletableFuture.runAsync(() -> entry.getValue().endAll(reason), entry.getKey()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).completeOnTimeout(null, 1, TimeUnit.SECONDS).exceptionally(error -> null).join();
    }
}
