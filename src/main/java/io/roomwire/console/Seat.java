package io.roomwire.console;

/** A dongle's place in its group. */
record Seat(Group group, Group.Side side) {

    /** The direction whose frames come to it. */
    RelayDirection receives() {
        return side.other().sends();
    }

    String counterpart() {
        return group.dongle(side.other());
    }
}
