package io.roomwire.sse;

import java.time.Duration;

/** Its caller has as many streams as it may have. */
public final class StreamLimit extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** How long a client should wait before it tries again. */
    public static final Duration PAUSE = Duration.ofSeconds(5);

    private final String reason;
    private final int taken;
    private final int most;

    /** @param reason lower case, for programs, such as {@code streams_per_user} */
    public StreamLimit(String reason, int taken, int most) {
        super(reason + ": " + taken + " of " + most, null, false, false);
        this.reason = reason;
        this.taken = taken;
        this.most = most;
    }

    public String reason() {
        return reason;
    }

    public int taken() {
        return taken;
    }

    public int most() {
        return most;
    }
}
