package io.roomwire.hub;

import java.util.Optional;

/**
 * Redis channels outside of ours, by which programs that know nothing of us send events: one node of the cluster, the
 * one that has the role, appends each message.
 */
public interface PlainChannel {

    /** As Redis' {@code PSUBSCRIBE} takes it: {@code room:*:logs}. */
    String pattern();

    /**
     * What the message asks to append; empty skips it. Called on a virtual thread, for one message after the other.
     * Throws {@link EventLogUnavailable} when Redis has to be asked and is away: the message is tried again.
     */
    Optional<Append> read(String channel, byte[] message);
}
