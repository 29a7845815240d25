package io.roomwire.hub;

/** The claim that an append was made under has run out or passed to another node. Nothing was appended. */
public final class ClaimLost extends RuntimeException {

    private static final long serialVersionUID = 1;

    public ClaimLost() {
        super("the claim has passed to another");
    }
}
