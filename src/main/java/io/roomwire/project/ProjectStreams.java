package io.roomwire.project;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.roomwire.access.LeaseLimit;
import io.roomwire.access.Leases.Lease;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Hub;
import io.roomwire.hub.RefusalReason;
import io.roomwire.hub.Stats;
import io.roomwire.hub.Waiting;
import io.roomwire.project.ProjectMetrics.Connect;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Heartbeat;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import io.roomwire.sse.StreamSpec.Position;
import io.roomwire.sse.Visit;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;

/** Opens a project's stream, for both faces. Safe for any thread, never blocks. */
@Singleton
final class ProjectStreams {

    static final String CACHE_CONTROL = "no-cache, no-store, must-revalidate";
    /** What only a stream that is served has. */
    private static final String CONNECTION = "X-SSE-Connection-ID";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Heartbeat KEEPALIVE = Heartbeat.comment("keep-alive");

    private final SseStreams streams;
    private final ProjectGreeting greeting;
    private final ProjectPlaces places;
    private final Parts parts;
    private final ProjectLimitAnswer limits;

    /** What a stream needs besides. */
    @Singleton
    record Parts(ProjectWatchers watchers, Hub hub, InstantSource clock, RandomGenerator random,
                 ProjectSettings settings, ProjectMetrics metrics, Stats stats) {
    }

    ProjectStreams(SseStreams streams, ProjectGreeting greeting, ProjectPlaces places, ProjectLimitAnswer limits,
                   Parts parts) {
        this.streams = streams;
        this.greeting = greeting;
        this.places = places;
        this.limits = limits;
        this.parts = parts;
    }

    /** For a viewer who may watch; to one that has as many streams as may be, the answer says so. */
    CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, ProjectViewer viewer) {
        String connection = "conn_%016x".formatted(parts.random().nextLong());
        Optional<ProjectSeat> seat = viewer.instance().map(instance ->
                new ProjectSeat(parts.hub(), parts.clock(), viewer, connection));
        return places.take(viewer.user(), seat).<CompletionStage<HttpResponse<?>>>handle((lease, failure) -> {
            if (failure == null) {
                return serve(request, spec(viewer, connection, seat, lease), viewer);
            }
            seat.ifPresent(ProjectSeat::leave);
            return refuse(viewer, failure);
        }).thenCompose(answer -> answer);
    }

    /** For a viewer of whom nobody knows whether it may watch, while Redis is away. */
    CompletionStage<HttpResponse<?>> refuse(HttpRequest<?> request, ProjectViewer viewer, EventLogUnavailable away) {
        parts.metrics().asked(Connect.UNAVAILABLE, viewer.from().isPresent());
        return streams.refuse(request, viewer.project().system(), away);
    }

    /** Fails with {@link LeaseLimit} where the user has as many streams as may be. */
    CompletionStage<Void> look(String user) {
        return places.look(user);
    }

    HttpResponse<?> limited(LeaseLimit limit) {
        return limits.status(limit);
    }

    private CompletionStage<HttpResponse<?>> serve(HttpRequest<?> request, StreamSpec spec, ProjectViewer viewer) {
        return streams.open(request, spec).whenComplete((answer, failure) -> parts.metrics().asked(
                answer != null && answer.getHeaders().contains(CONNECTION) ? Connect.SERVED : Connect.UNAVAILABLE,
                viewer.from().isPresent()));
    }

    private StreamSpec spec(ProjectViewer viewer, String connection, Optional<ProjectSeat> seat, Lease lease) {
        return StreamSpec.of(viewer.project()).retry(RETRY).position(Position.OPENING).form(EventForm.RESET_WITHOUT_ID)
                .heartbeat(KEEPALIVE.after(parts.settings().keepalive())).until(viewer.until())
                .opening(greeting.of(viewer, connection))
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .header(HttpHeaders.CONTENT_ENCODING, "identity")
                .header(CONNECTION, connection)
                .visit(parts.watchers().visit(viewer, seat.<Visit>map(named -> named).orElse(Visit.NONE)))
                .ending(() -> {
                    seat.ifPresent(ProjectSeat::leave);
                    lease.release();
                });
    }

    private CompletionStage<HttpResponse<?>> refuse(ProjectViewer viewer, Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        if (!(cause instanceof LeaseLimit limit)) {
            return CompletableFuture.failedStage(cause);
        }
        parts.metrics().asked(Connect.LIMITED, viewer.from().isPresent());
        parts.stats().refused(RefusalReason.PROJECT_STREAMS_PER_USER);
        return CompletableFuture.completedStage(viewer.inBrowser() ? limits.stream(limit) : limits.status(limit));
    }
}
