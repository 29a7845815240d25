package io.roomwire.access;

/** A token is missing or not valid. The message says why in one line, without the token. */
public final class TokenRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** What kind of refusal it is. */
    public enum Reason {
        MISSING, INVALID, EXPIRED, FOREIGN_ORIGIN
    }

    public TokenRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
