package io.roomwire.worklog;

/** Work that begins when a room is started. In production there is none here: agents wait for it elsewhere. */
@FunctionalInterface
public interface LogWorkflow {

    /** Called on a virtual thread of its own, which it may use as long as it likes. */
    void run(LogRoom room);
}
