package io.roomwire.console;

/** From which of a group's two sides a frame comes and to which it goes. */
public enum RelayDirection {
    A_TO_B("a_to_b"), B_TO_A("b_to_a");

    private final String wire;

    RelayDirection(String wire) {
        this.wire = wire;
    }

    /** As agents and Redis know it. */
    public String wire() {
        return wire;
    }
}
