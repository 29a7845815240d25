package io.roomwire.hub;

/** Redis did not answer. An append that failed so may have happened; it happened at most once. */
public final class EventLogUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public EventLogUnavailable(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
