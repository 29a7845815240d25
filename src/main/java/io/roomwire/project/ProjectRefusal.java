package io.roomwire.project;

import io.micronaut.http.HttpStatus;

/** A request that is refused. The message is one line for people. */
final class ProjectRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What stands against it. */
    enum Kind {
        INVALID(HttpStatus.BAD_REQUEST),
        /** The user is not one of the project's, which need not exist. */
        NO_ACCESS(HttpStatus.FORBIDDEN),
        /** The body speaks for another user than the header. */
        USER_MISMATCH(HttpStatus.FORBIDDEN),
        /** A service named a project that has no access list. */
        UNKNOWN_PROJECT(HttpStatus.NOT_FOUND);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }
    }

    ProjectRefusal(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static ProjectRefusal invalid(String message) {
        return new ProjectRefusal(Kind.INVALID, message);
    }

    static ProjectRefusal noAccess() {
        return new ProjectRefusal(Kind.NO_ACCESS, "The user has no access to this project.");
    }

    Kind kind() {
        return kind;
    }

    HttpStatus status() {
        return kind.status;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
