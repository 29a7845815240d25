package io.roomwire.access;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;

/** How a system's callers are told what the server itself refuses: no such route, a body that is no JSON, too large. */
public interface ErrorShape {

    /** Whether the path is the system's. */
    boolean covers(String path);

    /**
     * The body, which is sent as JSON.
     *
     * @param code upper case, such as {@code NOT_FOUND}
     * @param message one line for people
     */
    Object body(HttpRequest<?> request, HttpStatus status, String code, String message);
}
