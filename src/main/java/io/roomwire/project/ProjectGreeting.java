package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Reset;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.roomwire.project.ProjectMetrics.Resume;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Opening;
import io.roomwire.sse.ResetEvent;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How a project's stream begins: who it is, what was missed, and from where it goes on live. What was missed is read
 * up to the newest message that the feed knew when it was live, and goes on live behind just that one: nothing comes
 * twice, and nothing is left out between. Safe for any thread, never blocks.
 */
@Singleton
final class ProjectGreeting {

    private final ProjectReplays replays;
    private final ProjectMetrics metrics;
    private final JsonText json;
    private final InstantSource clock;

    ProjectGreeting(ProjectReplays replays, ProjectMetrics metrics, JsonText json, InstantSource clock) {
        this.replays = replays;
        this.metrics = metrics;
        this.json = json;
        this.clock = clock;
    }

    /** @param connection the connection's id */
    Opening of(ProjectViewer viewer, String connection) {
        return place -> {
            EventId newest = place.newest().getFirst();
            String hello = established(viewer, viewer.from().orElse(newest), connection);
            return viewer.from().map(from -> resume(viewer, from, newest, hello))
                    .orElseGet(() -> CompletableFuture.completedStage(start(hello, newest)));
        };
    }

    private CompletionStage<Opening.Start> resume(ProjectViewer viewer, EventId from, EventId newest, String hello) {
        return replays.read(viewer.project(), from, newest).thenApply(replay -> {
            metrics.resumed(result(replay));
            return start(hello + replay.reset().map(this::reset).orElse("") + replay.blocks(), newest);
        }).exceptionallyCompose(failure -> fromMemory(from, hello, failure));
    }

    /** While Redis is away the node's ring says what it can: live events follow the position itself. */
    private CompletionStage<Opening.Start> fromMemory(EventId from, String hello, Throwable failure) {
        Throwable cause = Waiting.cause(failure);
        if (!(cause instanceof EventLogUnavailable)) {
            return CompletableFuture.failedStage(cause);
        }
        metrics.resumed(Resume.FROM_MEMORY);
        return CompletableFuture.completedStage(start(hello, from));
    }

    private static Resume result(ProjectReplay replay) {
        if (replay.reset().isPresent()) {
            return Resume.RESET;
        }
        return replay.complete() ? Resume.COMPLETE : Resume.PARTIAL;
    }

    private static Opening.Start start(String text, EventId position) {
        return new Opening.Start(text, Optional.of(List.of(position)));
    }

    private String established(ProjectViewer viewer, EventId position, String connection) {
        return EventForm.block(position, "connection.established", json.write(new JsonFields()
                .put("projectId", viewer.project().name()).put("from_seq", position.value())
                .put("connection_id", connection).put("timestamp", ProjectTime.text(clock.instant())).object()));
    }

    private String reset(Reset reset) {
        return ResetEvent.block(reset, clock.instant());
    }
}
