package io.roomwire.pages;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.roomwire.access.ControlToken;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Who is shown the pages. What they are made of holds no secret and is served to anyone while there are pages. */
@Singleton
final class PageDoor {

    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    private final PageSettings settings;
    private final ControlToken control;

    PageDoor(PageSettings settings, ControlToken control) {
        this.settings = settings;
        this.control = control;
    }

    /** Whether anybody is shown a page. */
    boolean opens() {
        return settings.shown() != PageSettings.Shown.OFF;
    }

    /** Empty for who may enter. Where the control token is asked for, a browser asks its user for a password. */
    Optional<MutableHttpResponse<?>> refusal(HttpRequest<?> request) {
        return switch (settings.shown()) {
            case ON -> Optional.empty();
            case OFF -> Optional.of(PageHeaders.guarded(HttpResponse.notFound(), NOTHING));
            case CONTROL -> control.allowsReading(request) ? Optional.empty() : Optional.of(askForThePassword());
        };
    }

    private static MutableHttpResponse<?> askForThePassword() {
        return PageHeaders.guarded(HttpResponse.unauthorized(), NOTHING)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Roomwire\", charset=\"UTF-8\"");
    }
}
