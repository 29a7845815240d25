package io.roomwire.access;

/** What holds only as long as it is said anew. */
public interface Renewed {

    /** Called once in every {@link LeaseSettings#period}; must not block. */
    void renew();
}
