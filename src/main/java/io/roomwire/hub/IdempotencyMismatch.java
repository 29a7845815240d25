package io.roomwire.hub;

/** The idempotency key was used before, with another body. Nothing was appended. */
public final class IdempotencyMismatch extends RuntimeException {

    private static final long serialVersionUID = 1;

    public IdempotencyMismatch() {
        super("the idempotency key was used with another body");
    }
}
