package io.roomwire.console;

import java.time.InstantSource;

/** Admits so many messages a second, and as many at once. Confined to the socket's event loop. */
final class MessageRate {

    private static final double MILLIS = 1000;

    private final int perSecond;
    private final InstantSource clock;
    private double left;
    private long filledAt;

    MessageRate(int perSecond, InstantSource clock) {
        this.perSecond = perSecond;
        this.clock = clock;
        this.left = perSecond;
        this.filledAt = clock.millis();
    }

    boolean admit() {
        long now = clock.millis();
        left = Math.min(perSecond, left + Math.max(0, now - filledAt) * perSecond / MILLIS);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
