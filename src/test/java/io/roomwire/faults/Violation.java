package io.roomwire.faults;

/**
 * A promise that was broken.
 *
 * @param index where in the trace it showed
 */
record Violation(String rule, int index, String what) {

    @Override
    public String toString() {
        return rule + " at " + index + ": " + what;
    }
}
