package io.roomwire.access;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Remembers over all nodes which nonces have been used. Safe for any thread, never blocks. */
public interface Nonces {

    /** Whether it is used for the first time within {@code validity}; remembers that it is. */
    CompletionStage<Boolean> isFirst(String nonce, Duration validity);
}
