package io.roomwire.hub;

/** The way to end this process when going on makes no sense. Safe for any thread, returns at once. */
public interface Fatal {

    /**
     * Ends the process with a status that is not 0.
     *
     * @param line one line for people: what is wrong, and what would be right
     */
    void stop(String line);
}
