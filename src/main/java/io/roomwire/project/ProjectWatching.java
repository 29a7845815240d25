package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.access.Access;
import io.roomwire.access.Identity;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.event.StreamKey;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Projects on connections that carry several streams: by the access list, as on the browsers' own route. */
@Singleton
final class ProjectWatching implements StreamAccess {

    private final Access access;
    private final ProjectAccess projects;
    private final ProjectWatchers watchers;
    private final Executor blocking;

    ProjectWatching(Access access, ProjectAccess projects, ProjectWatchers watchers,
                    @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.access = access;
        this.projects = projects;
        this.watchers = watchers;
        this.blocking = blocking;
    }

    @Override
    public String system() {
        return "project";
    }

    @Override
    public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
        return access.ofStream(request).thenApplyAsync(caller -> grant(caller, name), blocking);
    }

    private Grant grant(Identity caller, String name) {
        try {
            StreamKey project = ProjectNames.project(name);
            projects.watching(project, caller.subject());
            return new Grant(project, caller.expiry(),
                    end -> watchers.enter(project, caller.subject(), end));
        } catch (ProjectRefusal refusal) {
            boolean invalid = refusal.status() == HttpStatus.BAD_REQUEST;
            throw new StreamRefused(refusal.status(), invalid ? "VALIDATION_ERROR" : "FORBIDDEN", refusal.text());
        }
    }
}
