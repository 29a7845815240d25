package io.roomwire.room;

import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The agents that this node has read, so that a write into a room need not ask first whose it is: it goes under the
 * claim of what is remembered, and Redis refuses it when that is no longer so. A copy that merely expires was rejected:
 * for a while nodes would answer differently. Blocks; safe for any thread.
 */
final class AgentMemory {

    private static final int MAX_ATTEMPTS = 20;

    private final AgentBook book;
    private final JsonText json;
    private final KnownAgents known = new KnownAgents();
    private final ConcurrentMap<String, CompletableFuture<Optional<String>>> reads = new ConcurrentHashMap<>();

    AgentMemory(AgentBook book, JsonText json) {
        this.book = book;
        this.json = json;
    }

    /** As it is now, which is then remembered. */
    Optional<KnownAgent> read(String id) {
        Optional<KnownAgent> read = Waiting.join(shared(id)).map(text -> parsed(id, text));
        read.ifPresentOrElse(agent -> known.put(id, agent), () -> known.remove(id));
        return read;
    }

    /** As it was when it was last read. */
    Optional<KnownAgent> recall(String id) {
        return known.get(id);
    }

    /** The next one reads. */
    void forget(String id) {
        known.remove(id);
    }

    /**
     * Writes for an agent: for the one remembered, and if it turns out to be another, for the one read anew. Only what
     * was just read is grounds for a refusal.
     *
     * @param write given the agent, empty for none; has written nothing when it throws {@link ClaimLost} or
     *     {@link RoomException}
     */
    <T> T write(String id, Function<Optional<KnownAgent>, T> write) {
        Optional<KnownAgent> remembered = recall(id);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            boolean fresh = remembered.isEmpty();
            try {
                return write.apply(fresh ? read(id) : remembered);
            } catch (ClaimLost changed) {
                remembered = Optional.empty();
            } catch (RoomException refusal) {
                if (fresh) {
                    throw refusal;
                }
                remembered = Optional.empty();
            }
        }
        throw RoomException.unavailable();
    }

    private KnownAgent parsed(String id, String text) {
        return recall(id).filter(agent -> agent.text().equals(text)).orElseGet(() ->
                new KnownAgent(text, AgentEntry.parse(id, json.read(text)), book.claim(id, text)));
    }

    /** One read for all who ask at the moment: many viewers of one room come back at once. */
    private CompletableFuture<Optional<String>> shared(String id) {
        CompletableFuture<Optional<String>> own = new CompletableFuture<>();
        Optional<CompletableFuture<Optional<String>>> running = Optional.ofNullable(reads.putIfAbsent(id, own));
        if (running.isPresent()) {
            return running.get();
        }
        var _ = book.find(id).whenComplete((text, failure) -> {
            reads.remove(id, own);
            var _ = failure == null ? own.complete(text) : own.completeExceptionally(failure);
        });
        return own;
    }
}
