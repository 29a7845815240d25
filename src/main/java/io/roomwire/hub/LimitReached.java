package io.roomwire.hub;

import java.time.Duration;

/** The limit that an append was made within has been reached. Nothing was appended, nor counted. */
public final class LimitReached extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Duration pause;

    /** @param pause until one more is admitted */
    public LimitReached(Duration pause) {
        super("the limit has been reached");
        this.pause = pause;
    }

    /** Until one more is admitted. */
    public Duration pause() {
        return pause;
    }
}
