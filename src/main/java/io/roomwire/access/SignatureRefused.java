package io.roomwire.access;

import io.micronaut.http.HttpStatus;
import java.util.List;
import java.util.Optional;

/** A request is not signed as it must be. Neither message nor details have anything of the signature. */
public final class SignatureRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Code code;
    private final transient Optional<Details> details;

    /** The refusals of the HMAC protocol, each with its status. */
    public enum Code {
        MISSING_SIGNATURE(HttpStatus.UNAUTHORIZED, "Missing signature headers"),
        TIMESTAMP_OUT_OF_RANGE(HttpStatus.REQUEST_TIMEOUT, "Timestamp missing, invalid or too far from this clock"),
        REPLAY_ATTACK_DETECTED(HttpStatus.CONFLICT, "Nonce already used"),
        INVALID_SIGNATURE(HttpStatus.FORBIDDEN, "Invalid signature");

        private final HttpStatus status;
        private final String message;

        Code(HttpStatus status, String message) {
            this.status = status;
            this.message = message;
        }

        public HttpStatus status() {
            return status;
        }
    }

    /**
     * What was looked at.
     *
     * @param versions of the signatures shown, such as {@code v1}
     * @param skew seconds by which the caller's clock is ahead
     */
    public record Details(List<String> versions, long skew) {

        public Details {
            versions = List.copyOf(versions);
        }
    }

    SignatureRefused(Code code, Optional<Details> details) {
        super(code.message, null, false, false);
        this.code = code;
        this.details = details;
    }

    public Code code() {
        return code;
    }

    /** Only where signatures were compared. */
    public Optional<Details> details() {
        return details;
    }
}
