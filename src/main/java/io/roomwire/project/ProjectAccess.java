package io.roomwire.project;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Who may use which project. A reader's access is read anew each time; a write goes at once, under the claim of what
 * this node remembers, and Redis refuses it when that is no longer so. Blocks; safe for any thread; fails with
 * {@link ProjectRefusal} or {@link EventLogUnavailable}.
 */
@Singleton
final class ProjectAccess {

    private static final int MAX_ATTEMPTS = 20;
    /** When there are so many all are forgotten: those in use are soon there again. */
    private static final int MOST_KNOWN = 10_000;

    private final ProjectBook book;
    private final JsonText json;
    private final ConcurrentMap<StreamKey, Known> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<StreamKey, CompletableFuture<Optional<Known>>> reads = new ConcurrentHashMap<>();

    private record Known(ProjectMembers members, Claim claim) {
    }

    ProjectAccess(ProjectBook book, JsonText json) {
        this.book = book;
        this.json = json;
    }

    void put(StreamKey project, ProjectMembers members) {
        Waiting.join(book.put(project, json.write(members)));
        known.remove(project);
    }

    /** As they are now; nobody where there is no such project. */
    Optional<ProjectMembers> members(StreamKey project) {
        return read(project).map(Known::members);
    }

    /** The members, of whom the user is one. */
    ProjectMembers reading(StreamKey project, String user) {
        return members(project).filter(members -> members.has(user)).orElseThrow(ProjectRefusal::noAccess);
    }

    /**
     * The same for a live stream. Those who come back at once share one reading, and are looked at again when the list
     * changes; while Redis is away it goes by what this node remembers.
     */
    void watching(StreamKey project, String user) {
        try {
            if (Waiting.join(shared(project)).filter(entry -> entry.members().has(user)).isEmpty()) {
                throw ProjectRefusal.noAccess();
            }
        } catch (EventLogUnavailable away) {
            Known remembered = known.get(project);
            if (remembered == null || !remembered.members().has(user)) {
                throw away;
            }
        }
    }

    /** @param write has written nothing when it throws {@link ClaimLost} */
    <T> T writing(StreamKey project, String user, Function<Claim, T> write) {
        return write(project, members -> members.has(user), write).orElseThrow(ProjectRefusal::noAccess);
    }

    /** For a service, which may write into every project that there is. */
    <T> T serving(StreamKey project, Function<Claim, T> write) {
        return write(project, members -> true, write).orElseThrow(ProjectAccess::unknown);
    }

    /** Fails where there is no such project. */
    void checkKnown(StreamKey project) {
        if (read(project).isEmpty()) {
            throw unknown();
        }
    }

    /** Only what was just read is grounds for a refusal. */
    private <T> Optional<T> write(StreamKey project, Predicate<ProjectMembers> allowed, Function<Claim, T> write) {
        Optional<Known> remembered = Optional.ofNullable(known.get(project))
                .filter(entry -> allowed.test(entry.members()));
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<Known> entry = remembered.or(() -> read(project)).filter(read -> allowed.test(read.members()));
            if (entry.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(write.apply(entry.get().claim()));
            } catch (ClaimLost changed) {
                remembered = Optional.empty();
            }
        }
        throw new EventLogUnavailable(new IllegalStateException("the access list of " + project + " keeps changing"));
    }

    private Optional<Known> read(StreamKey project) {
        return Waiting.join(book.find(project).thenApply(text -> remember(project, text)));
    }

    private CompletableFuture<Optional<Known>> shared(StreamKey project) {
        CompletableFuture<Optional<Known>> own = new CompletableFuture<>();
        CompletableFuture<Optional<Known>> running = reads.putIfAbsent(project, own);
        if (running != null) {
            return running;
        }
        var _ = book.find(project).thenApply(text -> remember(project, text)).whenComplete((read, failure) -> {
            reads.remove(project, own);
            var _ = failure == null ? own.complete(read) : own.completeExceptionally(failure);
        });
        return own;
    }

    private Optional<Known> remember(StreamKey project, Optional<String> found) {
        Optional<Known> read = found.map(text ->
                new Known(json.read(text, ProjectMembers.class), book.claim(project, text)));
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        read.ifPresentOrElse(entry -> known.put(project, entry), () -> known.remove(project));
        return read;
    }

    private static ProjectRefusal unknown() {
        return new ProjectRefusal(ProjectRefusal.Kind.UNKNOWN_PROJECT, "There is no such project.");
    }
}
