package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The registry of agents; every node answers alike. Blocks; fails with {@link io.roomwire.hub.EventLogUnavailable};
 * safe for any thread.
 */
@Singleton
final class Agents {

    private static final int MAX_ATTEMPTS = 20;

    private final AgentBook book;
    private final JsonText json;
    private final Clock clock;
    private final ConcurrentMap<String, CompletableFuture<Optional<String>>> reads = new ConcurrentHashMap<>();

    Agents(AgentBook book, JsonText json, Clock clock) {
        this.book = book;
        this.json = json;
        this.clock = clock;
    }

    /** The agent of that id, registered or only known; empty for any text that is no agent's id. */
    Optional<Agent> find(String id) {
        if (!AgentRefusals.isId(id)) {
            return Optional.empty();
        }
        return Waiting.join(shared(id)).map(text -> parse(id, text).agent());
    }

    /** The agent whose room it is: one for each registered agent. */
    Agent ofRoom(String roomId) {
        return find(roomId).filter(Agent::registered).orElseThrow(() -> RoomException.notFound("room_not_found"));
    }

    /** The agent whose audit this is. */
    Agent registered(String id) {
        return find(id).filter(Agent::registered).orElseThrow(() -> RoomException.notFound("agent_not_registered"));
    }

    /** All known agents by id. */
    List<AgentEntry> available() {
        return Waiting.join(book.all()).entrySet().stream().map(entry -> parse(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparing(AgentEntry::id)).toList();
    }

    /** @param manifest replaces the known one; empty for an agent that is known */
    AgentEntry register(String id, Optional<JsonNode> manifest) {
        Instant now = now();
        return change(id, known -> manifest.or(() -> known.map(AgentEntry::manifest))
                .map(latest -> new AgentEntry(id, latest, known.flatMap(AgentEntry::registration)))
                .orElseThrow(AgentRefusals::unknown).registered(now));
    }

    AgentEntry unregister(String id) {
        return changeRegistered(id, AgentEntry::unregistered);
    }

    AgentEntry start(String id) {
        Instant now = now();
        return changeRegistered(id, entry -> entry.changed(registration -> registration.started(now)));
    }

    AgentEntry stop(String id) {
        Instant now = now();
        return changeRegistered(id, entry -> entry.changed(registration -> registration.stopped(now)));
    }

    private AgentEntry changeRegistered(String id, UnaryOperator<AgentEntry> change) {
        return change(id, known -> known.filter(entry -> entry.registration().isPresent()).map(change)
                .orElseThrow(AgentRefusals::notRegistered));
    }

    /** Another node may change the same agent meanwhile; then both changes take place, one after the other. */
    private AgentEntry change(String id, Function<Optional<AgentEntry>, AgentEntry> change) {
        AgentRefusals.checkId(id);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<String> known = read(id);
            AgentEntry changed = change.apply(known.map(text -> parse(id, text)));
            if (Waiting.join(book.replace(id, known, json.write(changed.stored())))) {
                return changed;
            }
        }
        throw RoomException.unavailable();
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

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Optional<String> read(String id) {
        return Waiting.join(book.find(id));
    }

    private AgentEntry parse(String id, String text) {
        return AgentEntry.parse(id, json.read(text));
    }
}
