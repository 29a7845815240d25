package io.roomwire.project;

import java.util.concurrent.CompletionException;

/** What stages fail with. */
final class ProjectFailures {

    private ProjectFailures() {
    }

    /** Without what a stage that stands on another puts around it. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
