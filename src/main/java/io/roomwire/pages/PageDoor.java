package io.roomwire.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.roomwire.access.ControlToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who is shown the pages. What they are made of holds no secret and is served to anyone who may see one. */
@Singleton
final class PageDoor {

    private final PageSettings settings;
    private final ControlToken control;

    PageDoor(PageSettings settings, ControlToken control) {
        this.settings = settings;
        this.control = control;
    }

    /** Empty for who may enter. Where the control token is asked for, a browser asks its user for a password. */
    Optional<HttpResponse<?>> refusal(HttpRequest<?> request) {
        return switch (settings.shown()) {
            case ON -> Optional.empty();
            case OFF -> Optional.of(HttpResponse.notFound());
            case CONTROL -> control.allowsReading(request) ? Optional.empty() : Optional.of(HttpResponse.unauthorized()
                    .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Roomwire\", charset=\"UTF-8\""));
        };
    }
}
