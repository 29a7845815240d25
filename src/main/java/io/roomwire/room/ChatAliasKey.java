package io.roomwire.room;

/**
 * The secret behind the aliases, one in the whole cluster. Blocks; fails with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ChatAliasKey {

    /** The cluster's key; if it has none, {@code offered} becomes it. */
    byte[] agree(byte[] offered);
}
