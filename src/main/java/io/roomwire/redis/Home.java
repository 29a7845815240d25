package io.roomwire.redis;

/**
 * The server where a channel is subscribed.
 *
 * @param host empty for the one primary, wherever it is at the time
 * @param epoch another one when a primary that has not moved must be looked for anew
 */
record Home(String host, int port, long epoch) {

    /** The primary of a Redis that is no Cluster. */
    static final Home PRIMARY = new Home("", 0, 0);

    Home anew() {
        return new Home(host, port, epoch + 1);
    }
}
