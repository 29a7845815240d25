package io.roomwire.faults;

/**
 * An entry in the order of the trace.
 *
 * @param index from 0, by one
 * @param millis since the run began
 */
record Stamped(int index, long millis, Entry entry) {

    @Override
    public String toString() {
        return millis + " " + entry;
    }
}
