package io.roomwire.room;

import io.roomwire.hub.Claim;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The registry's text, in memory. */
final class AgentsInMemory implements AgentBook {

    private final Map<String, String> texts = new ConcurrentHashMap<>();
    private Runnable between = () -> { };

    /** Does it once, just before the next change. */
    void between(Runnable once) {
        between = once;
    }

    @Override
    public CompletionStage<Optional<String>> find(String id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(texts.get(id)));
    }

    @Override
    public CompletionStage<Map<String, String>> all() {
        return CompletableFuture.completedFuture(Map.copyOf(texts));
    }

    @Override
    public Claim claim(String id, String text) {
        return new Claim(RoomStreams.room(id), "agent", text);
    }

    @Override
    public CompletionStage<Boolean> replace(String id, Optional<String> expected, String text) {
        Runnable once = between;
        between = () -> { };
        once.run();
        boolean same = Optional.ofNullable(texts.get(id)).equals(expected);
        if (same) {
            texts.put(id, text);
        }
        return CompletableFuture.completedFuture(same);
    }
}
