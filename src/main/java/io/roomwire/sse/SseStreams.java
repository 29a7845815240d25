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
import io.roomwire.event.EventId;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Departing;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Feed;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.Stats;
import io.roomwire.hub.Waiting;
import io.roomwire.sse.SseBody.HttpForm;
import io.roomwire.sse.StreamSpec.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens SSE connections. Safe for any thread. */
public final class SseStreams implements Departing {

    private static final Logger LOG = LoggerFactory.getLogger(SseStreams.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final String FULL = "too_many_streams";
    private static final String DRAINING = "draining";
    private static final String NOT_LIVE = "not_live";

    private final Hub hub;
    private final StreamGate gate;
    private final SseSettings settings;
    private final Stats stats;
    private final Pacing pacing;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<EventLoop, LoopConnections> loops = new ConcurrentHashMap<>();
    private volatile boolean leaving;

    SseStreams(Hub hub, StreamGate gate, SseSettings settings, Stats stats, Pacing pacing) {
        this.hub = hub;
        this.gate = gate;
        this.settings = settings;
        this.stats = stats;
        this.pacing = pacing;
    }

    /**
     * Answers with a stream as soon as the feeds of {@code spec} are live. Where they are not within 2 s, or the node
     * is full or leaves, the answer is a stream of one {@code unavailable} event, and where the gate lets nobody in, of
     * one {@code rate_limited} event; to a caller that shows credentials in a header, and so is no EventSource, the stage
     * fails with {@link EventLogUnavailable} or {@link StreamLimit} instead.
     *
     * <p>The position is taken from {@code Last-Event-ID}, else from the query's {@code last_event_id}, unless it is
     * the opening's. A blank one in the query means that the client has none and wants to see the one that it gets.
     */
    public CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, StreamSpec spec) {
        if (leaving) {
            return notHere(request, spec, DRAINING);
        }
        if (open.incrementAndGet() > settings.streams()) {
            open.decrementAndGet();
            return notHere(request, spec, FULL);
        }
        Runnable leave = () -> {
            open.decrementAndGet();
            spec.ending().run();
        };
        return gate.enter(request).<CompletionStage<HttpResponse<?>>>handle((place, refusal) -> {
            if (refusal == null) {
                return admitted(request, spec, all(leave, place));
            }
            leave.run();
            return refused(request, spec, refusal);
        }).thenCompose(Function.identity());
    }

    private CompletionStage<HttpResponse<?>> notHere(HttpRequest<?> request, StreamSpec spec, String reason) {
        spec.ending().run();
        return refuse(request, spec.system(), new EventLogUnavailable(new IllegalStateException(reason)), reason);
    }

    private static Runnable all(Runnable first, Runnable second) {
        return () -> {
            first.run();
            second.run();
        };
    }

    private CompletionStage<HttpResponse<?>> admitted(HttpRequest<?> request, StreamSpec spec, Runnable leave) {
        List<Feed> feeds = spec.streams().stream().map(hub::acquire).toList();
        Holding holding = new Holding(spec, feeds, once(() -> {
            feeds.forEach(hub::release);
            leave.run();
        }));
        Optional<LastEventId> wanted = wanted(request, spec.position())
                .filter(position -> position.isWhole() || position.fits(feeds.size()));
        CompletableFuture<?>[] live = feeds.stream().map(Feed::live).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(live).thenCompose(all -> spec.opening().open(place(wanted, feeds)))
                .orTimeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .<HttpResponse<?>>thenApply(start -> respond(request, holding, wanted, start))
                .exceptionallyCompose(error -> {
                    Stream.of(live).forEach(wait -> wait.cancel(false));
                    holding.release().run();
                    return refused(request, spec, error);
                });
    }

    private static Optional<LastEventId> wanted(HttpRequest<?> request, Position position) {
        return switch (position) {
            case ANY -> LastEventId.of(request);
            case NOT_ZERO -> LastEventId.of(request).filter(wanted -> !wanted.isPlainZero());
            case OPENING -> Optional.empty();
        };
    }

    private CompletionStage<HttpResponse<?>> refused(HttpRequest<?> request, StreamSpec spec, Throwable refusal) {
        Throwable cause = Waiting.cause(refusal);
        LOG.debug("{} is refused", spec.streams().getFirst().label(), cause);
        return refuse(request, spec.system(), cause instanceof StreamLimit || cause instanceof EventLogUnavailable
                ? cause : new EventLogUnavailable(cause));
    }

    /**
     * Answers what a feature refuses before it opens a stream. {@link LimitReached}, {@link StreamLimit} and
     * {@link EventLogUnavailable} pass, so a caller that may be an EventSource gets a stream of one event,
     * {@code rate_limited} or {@code unavailable}. In all other cases the stage fails with the refusal, unwrapped.
     */
    public CompletionStage<HttpResponse<?>> refuse(HttpRequest<?> request, String system, Throwable refusal) {
        return refuse(request, system, refusal, NOT_LIVE);
    }

    /** @param reason why the stream is unavailable, if it is that */
    private CompletionStage<HttpResponse<?>> refuse(HttpRequest<?> request, String system, Throwable refusal,
                                                    String reason) {
        Throwable cause = Waiting.cause(refusal);
        switch (cause) {
            case StreamLimit limit -> stats.refused(RefusalReason.of(limit.reason()));
            case LimitReached limit -> stats.refused(limit.reason());
            case EventLogUnavailable _ -> stats.refused(RefusalReason.of(reason));
            default -> LOG.debug("refused for what the caller did", cause);
        }
        Optional<HttpResponse<?>> answer = Optional.of(request).filter(Refusal::mayMeetEventSource)
                .flatMap(caller -> passing(cause, reason));
        answer.ifPresent(stream -> {
            stats.opened(system);
            stats.closed(system, CloseReason.REFUSED);
        });
        return answer.<CompletionStage<HttpResponse<?>>>map(CompletableFuture::completedFuture)
                .orElseGet(() -> CompletableFuture.failedFuture(cause));
    }

    private Optional<HttpResponse<?>> passing(Throwable refusal, String reason) {
        Instant now = pacing.clock().instant();
        return switch (refusal) {
            case StreamLimit limit -> Optional.of(Refusal.limited(limit, pacing.retryAfter(StreamLimit.PAUSE), now));
            case LimitReached limit -> Optional.of(Refusal.limited(pacing.retryAfter(limit.pause()), now));
            case EventLogUnavailable _ -> Optional.of(Refusal.unavailable(reason, pacing.retry(), now));
            default -> Optional.empty();
        };
    }

    private static Opening.Place place(Optional<LastEventId> wanted, List<Feed> feeds) {
        List<EventId> newest = feeds.stream().map(Feed::newest).toList();
        return new Opening.Place(wanted.filter(position -> !position.isBlank() && position.fits(feeds.size()))
                .map(position -> position.or(newest)).orElse(List.of()), newest);
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
            Connection connection = new Connection(holding, wire, loop.turns(), stats, pacing.clock());
            loop.add(connection);
            connection.begin(wanted, start, pacing.retry(holding.spec()));
            return connection;
        }, holding.release());
        return head(holding.spec(), form == HttpForm.HTTP_1_1 && HttpUtil.isKeepAlive(netty.getNativeRequest()))
                .body(body.body());
    }

    private LoopConnections on(EventLoop loop) {
        return loops.computeIfAbsent(loop, key -> new LoopConnections(key, settings, pacing, stats));
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

    @Override
    public void refuse() {
        leaving = true;
    }

    @Override
    public CompletionStage<Void> leave(Duration spread) {
        return CompletableFuture.allOf(loops.entrySet().stream()
                .map(entry -> CompletableFuture.completedFuture(spread)
                        .thenComposeAsync(entry.getValue()::drain, entry.getKey()))
                .toArray(CompletableFuture[]::new)).exceptionally(stopped -> null);
    }

    /** Ends every stream of this node, each on its own loop; returns when that is done, or after a second. */
    public void endAll(CloseReason reason) {
        CompletableFuture<?>[] ends = loops.entrySet().stream()
                .map(entry -> CompletableFuture.runAsync(() -> entry.getValue().endAll(reason), entry.getKey()))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends).completeOnTimeout(null, 1, TimeUnit.SECONDS).exceptionally(error -> null).join();
    }
}
