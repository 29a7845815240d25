package io.roomwire.hub;

/** How an append ended. */
public enum AppendResult {

    OK,

    /** A repeat of an earlier append: it got the first one's answer. */
    DUPLICATE,

    /** The idempotency key stood for another body, or the claim had passed to another. */
    REFUSED,

    /** The limit that it was to be made within had been reached. */
    LIMITED,

    /** Redis did not answer. */
    UNAVAILABLE
}
