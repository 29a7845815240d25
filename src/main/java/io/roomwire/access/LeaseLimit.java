package io.roomwire.access;

/** All places are taken. */
public final class LeaseLimit extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int taken;
    private final int most;

    public LeaseLimit(int taken, int most) {
        super(taken + " of " + most + " are taken", null, false, false);
        this.taken = taken;
        this.most = most;
    }

    public int taken() {
        return taken;
    }

    public int most() {
        return most;
    }
}
