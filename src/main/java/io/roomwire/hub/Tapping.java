package io.roomwire.hub;

import java.util.concurrent.CompletionStage;

/**
 * How long a tap is told.
 *
 * @param live completes when what is published from then on will be told
 * @param end stops telling; once is enough, more does nothing
 */
public record Tapping(CompletionStage<Void> live, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}
