package io.roomwire.demo;

/** One of the feeds that are played by calls from outside. */
interface DemoFeed {

    /** What it is called in Redis and in logs. */
    String name();

    /**
     * Plays one step of 2 s. Called for one step after the other, on a virtual thread, on one node of the cluster at a
     * time. May throw {@link DemoCalls.Refused}, and then goes on with the next step.
     */
    void play(long step);
}
