package io.roomwire.room;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The nicknames that sessions chose. Fails with {@link io.roomwire.hub.EventLogUnavailable}. */
public interface Nicknames {

    /**
     * The last one remembered, if it has not expired. Blocks.
     *
     * @param session percent-encoded
     */
    Optional<String> find(String session);

    /**
     * Replaces what was remembered. Never blocks: it is on its way before what the caller sends next.
     *
     * @param session percent-encoded
     */
    CompletionStage<Void> remember(String session, String nickname, Duration expiry);
}
