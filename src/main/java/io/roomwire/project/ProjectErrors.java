package io.roomwire.project;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Error;
import io.roomwire.access.SignatureRefused;
import io.roomwire.access.TokenRefused;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.LimitReached;

/** What this system's controllers answer when they refuse. */
abstract sealed class ProjectErrors permits BrowserMessagesController, BrowserPeopleController, BrowserStreamController,
        ServiceHooksController, ServiceMessagesController, ServicePeopleController, ServiceStreamController {

    private final ProjectShapes shapes;

    ProjectErrors(ProjectShapes shapes) {
        this.shapes = shapes;
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, ProjectRefusal refusal) {
        return shapes.refused(request, refusal);
    }

    @Error
    HttpResponse<?> refused(SignatureRefused refusal) {
        return shapes.unsigned(refusal);
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, TokenRefused refusal) {
        return shapes.unauthorized(request, refusal);
    }

    @Error
    HttpResponse<?> limited(HttpRequest<?> request, LimitReached refusal) {
        return shapes.limited(request, refusal.pause());
    }

    @Error
    HttpResponse<?> unavailable(HttpRequest<?> request, EventLogUnavailable away) {
        return shapes.unavailable(request);
    }
}
