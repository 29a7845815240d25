package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import java.util.Optional;

/** Whom a request has been found to come from, for what comes later, such as limits. */
public final class Caller {

    private static final String ATTRIBUTE = "roomwire.caller";

    private Caller() {
    }

    /** The user; empty as long as nobody has proved to be one. */
    public static Optional<String> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class);
    }

    static void remember(HttpRequest<?> request, String user) {
        var _ = request.setAttribute(ATTRIBUTE, user);
    }
}
