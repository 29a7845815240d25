package io.roomwire;

/** What the server itself refuses, in the words of either shape. */
enum Refusal {

    NOT_FOUND(404, "NOT_FOUND", "not_found", "There is nothing here."),
    METHOD(405, "METHOD_NOT_ALLOWED", "method_not_allowed", "This method is not offered here."),
    ACCEPT(406, "NOT_ACCEPTABLE", "not_acceptable", "No answer can be given in the form asked for."),
    LENGTH(413, "PAYLOAD_TOO_LARGE", "body_too_large", "The request is too large."),
    TYPE(415, "UNSUPPORTED_MEDIA_TYPE", "unsupported_media_type", "The body must be of another content type."),
    LIMIT(429, "RATE_LIMITED", "rate_limited", "This is too much at a time; try again later."),
    ORIGIN(403, "FORBIDDEN", "forbidden", "Pages from elsewhere may not do this."),
    UNAVAILABLE(503, "UNAVAILABLE", "unavailable", "Try again later."),
    FAILURE(500, "INTERNAL_ERROR", "internal_error", "This should not have happened."),
    BODY(400, "VALIDATION_ERROR", "invalid_json", "The request cannot be read.");

    private final int status;
    private final String versionedCode;
    private final String plainCode;
    private final String message;

    Refusal(int status, String versionedCode, String plainCode, String message) {
        this.status = status;
        this.versionedCode = versionedCode;
        this.plainCode = plainCode;
        this.message = message;
    }

    /** The one for the status; any other of 500 and above is a failure, any other below a request that is wrong. */
    static Refusal of(int status) {
        for (Refusal refusal : values()) {
            if (refusal.status == status) {
                return refusal;
            }
        }
        return status >= FAILURE.status ? FAILURE : BODY;
    }

    String versionedCode() {
        return versionedCode;
    }

    String plainCode() {
        return plainCode;
    }

    String message() {
        return message;
    }
}
