package io.roomwire.project;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Who may use each project, as text, kept where a write into the project can check it. Safe for any thread, never
 * blocks; every stage may fail with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ProjectBook {

    CompletionStage<Optional<String>> find(StreamKey project);

    /** Replaces the text, and with it the claim of who believes another one. */
    CompletionStage<Void> put(StreamKey project, String text);

    /** What a write goes under that is allowed by this text. */
    Claim claim(StreamKey project, String text);
}
