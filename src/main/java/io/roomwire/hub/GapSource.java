package io.roomwire.hub;

/** How a feed learned that events were missing. */
public enum GapSource {

    /** A live event named another predecessor. */
    LIVE_EVENT,

    /** The periodic comparison with Redis, or the one after a reconnect. */
    POSITION_CHECK
}
