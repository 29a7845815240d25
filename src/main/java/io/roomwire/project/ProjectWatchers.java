package io.roomwire.project;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Watchers;
import io.roomwire.sse.OpenStream;
import io.roomwire.sse.Visit;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Ends the streams of those who were taken off a project's access list. Safe for any thread, never blocks. */
@Singleton
final class ProjectWatchers {

    private final Watchers<String> watchers;
    private final InstantSource clock;

    ProjectWatchers(Hub hub, ProjectAccess access, InstantSource clock,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.clock = clock;
        watchers = new Watchers<>(hub, project -> {
            Optional<ProjectMembers> members = access.members(project);
            return user -> members.filter(now -> now.has(user)).isPresent();
        }, blocking);
    }

    /** Tells all nodes that the project's access list has changed. */
    CompletionStage<Void> lookAgain(StreamKey project) {
        return watchers.lookAgain(project, "{\"projectId\":\"" + project.name() + "\",\"timestamp\":\""
                + ProjectTime.text(clock.instant()) + "\"}");
    }

    /** See {@link Watchers#enter}. */
    Runnable enter(StreamKey project, String user, Runnable end) {
        return watchers.enter(project, user, end);
    }

    /** The viewer is looked after while connected, beside what {@code inner} does. */
    Visit visit(ProjectViewer viewer, Visit inner) {
        return new Visit() {

            private Optional<Runnable> leave = Optional.empty();

            @Override
            public void onLive(OpenStream open) {
                leave = Optional.of(enter(viewer.project(), viewer.user(), () -> end(open)));
                inner.onLive(open);
            }

            @Override
            public void onClosed() {
                leave.ifPresent(Runnable::run);
                inner.onClosed();
            }
        };
    }

    private void end(OpenStream open) {
        open.send("server_close", "{\"reason\":\"access_revoked\",\"timestamp\":" + clock.millis() + '}');
        open.finish(CloseReason.REVOKED);
    }
}
