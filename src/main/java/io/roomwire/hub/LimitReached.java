package io.roomwire.hub;

import java.time.Duration;

/** The limit that an append or a stream was asked for within has been reached. Nothing was appended, nor counted. */
public final class LimitReached extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration pause;
    private final RefusalReason reason;

    /** @param pause until one more is admitted */
    public LimitReached(Duration pause) {
        this(pause, RefusalReason.OTHER_LIMIT);
    }

    /**
     * @param pause until one more is admitted
     * @param reason which limit of streams it is
     */
    public LimitReached(Duration pause, RefusalReason reason) {
        super("the limit has been reached");
        this.pause = pause;
        this.reason = reason;
    }

    /** Until one more is admitted. */
    public Duration pause() {
        return pause;
    }

    /** Which limit of streams it is; {@link RefusalReason#OTHER_LIMIT} for one of appends. */
    public RefusalReason reason() {
        return reason;
    }
}
