package io.roomwire.hub;

import java.util.Locale;

/** Why nobody was let in to a stream. */
public enum RefusalReason {

    /** The node has as many as it may have. */
    TOO_MANY_STREAMS,

    /** The node leaves. */
    DRAINING,

    /** Redis, or what is to be told first, did not answer in time. */
    NOT_LIVE,

    STREAMS_PER_ADDRESS,

    STREAMS_PER_USER,

    WORKLOG_STREAMS_PER_ROOM,

    WORKLOG_STREAMS_PER_NODE,

    PROJECT_STREAMS_PER_USER,

    /** A limit without a name here. */
    OTHER_LIMIT;

    /** The one of that name, in any case; {@link #OTHER_LIMIT} for one that is not here. */
    public static RefusalReason of(String name) {
        for (RefusalReason reason : values()) {
            if (reason.name().equals(name.toUpperCase(Locale.ROOT))) {
                return reason;
            }
        }
        return OTHER_LIMIT;
    }
}
