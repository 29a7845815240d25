package io.roomwire.project;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.event.Event;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.CloseReason;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Tap;
import io.roomwire.hub.Tapping;
import io.roomwire.sse.OpenStream;
import io.roomwire.sse.Visit;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the streams of those who may not watch any more. A changed access list is told to all nodes, and each looks at
 * its own watchers again; so it does whenever it may have missed such a word. Safe for any thread, never blocks.
 */
@Singleton
final class ProjectWatchers {

    private static final Logger LOG = LoggerFactory.getLogger(ProjectWatchers.class);
    private static final String CHANGED = "access.updated";

    private final Hub hub;
    private final ProjectAccess access;
    private final InstantSource clock;
    private final Executor blocking;
    private final ConcurrentMap<StreamKey, Watched> projects = new ConcurrentHashMap<>();

    /** @param users by their streams */
    private record Watched(Tapping tapping, Map<OpenStream, String> users) {
    }

    ProjectWatchers(Hub hub, ProjectAccess access, InstantSource clock,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.hub = hub;
        this.access = access;
        this.clock = clock;
        this.blocking = blocking;
    }

    /** Tells all nodes that the project's access list has changed. */
    CompletionStage<Void> lookAgain(StreamKey project) {
        return hub.signal(project, CHANGED, "{\"projectId\":\"" + project.name() + "\",\"timestamp\":\""
                + ProjectTime.text(clock.instant()) + "\"}");
    }

    /** The viewer is looked after while connected, beside what {@code inner} does. */
    Visit visit(ProjectViewer viewer, Visit inner) {
        return new Visit() {

            private Optional<OpenStream> stream = Optional.empty();

            @Override
            public void onLive(OpenStream open) {
                stream = Optional.of(open);
                enter(viewer, open);
                inner.onLive(open);
            }

            @Override
            public void onClosed() {
                stream.ifPresent(open -> leave(viewer, open));
                inner.onClosed();
            }
        };
    }

    private void enter(ProjectViewer viewer, OpenStream open) {
        projects.compute(viewer.project(), (project, known) -> {
            Watched watched = known == null
                    ? new Watched(hub.tap(project, new Changes(project)), new ConcurrentHashMap<>()) : known;
            watched.users().put(open, viewer.user());
            return watched;
        });
    }

    private void leave(ProjectViewer viewer, OpenStream open) {
        projects.computeIfPresent(viewer.project(), (project, watched) -> {
            watched.users().remove(open);
            if (!watched.users().isEmpty()) {
                return watched;
            }
            watched.tapping().close();
            return null;
        });
    }

    private void look(StreamKey project) {
        try {
            Optional<ProjectMembers> members = access.members(project);
            Watched watched = projects.get(project);
            if (watched != null) {
                watched.users().forEach((open, user) -> {
                    if (members.filter(now -> now.has(user)).isEmpty()) {
                        end(open);
                    }
                });
            }
        } catch (EventLogUnavailable away) {
            LOG.debug("the access list of {} is not looked at: {}", project, away.getMessage());
        }
    }

    private void end(OpenStream open) {
        open.send("server_close", "{\"reason\":\"access_revoked\",\"timestamp\":" + clock.millis() + '}');
        open.finish(CloseReason.REVOKED);
    }

    /** Hears of changes to one project's list. */
    private final class Changes implements Tap {

        private final StreamKey project;

        Changes(StreamKey project) {
            this.project = project;
        }

        @Override
        public void onEvent(Event event) {
            if (event.isSignal() && event.name().equals(CHANGED)) {
                blocking.execute(() -> look(project));
            }
        }

        @Override
        public void onDoubt() {
            blocking.execute(() -> look(project));
        }
    }
}
