package io.roomwire.room;

import java.time.Duration;
import java.util.Optional;

/** The nicknames that sessions chose. Blocks; fails with {@link io.roomwire.hub.EventLogUnavailable}. */
public interface Nicknames {

    /**
     * The last one remembered, if it has not expired.
     *
     * @param session percent-encoded
     */
    Optional<String> find(String session);

    /**
     * Replaces what was remembered.
     *
     * @param session percent-encoded
     */
    void remember(String session, String nickname, Duration expiry);
}
