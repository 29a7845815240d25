package io.roomwire.worklog;

import io.roomwire.access.Identity;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The rooms, and whose they are, which is remembered: a line is written under that claim, and Redis refuses it when the
 * room is gone. Safe for any thread; what answers with a stage does not block.
 */
@Singleton
final class LogRooms {

    private static final int REMEMBERED = 100_000;
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final LogBook book;
    private final LogSettings settings;
    private final Clock clock;
    private final ConcurrentMap<String, Claim> claims = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, CompletableFuture<Optional<LogRoom>>> reads = new ConcurrentHashMap<>();

    LogRooms(LogBook book, LogSettings settings, Clock clock) {
        this.book = book;
        this.settings = settings;
        this.clock = clock;
    }

    LogRoom create(Identity owner, String inputText) {
        Instant now = now();
        String id = UUID.randomUUID().toString();
        LogRoom room = new LogRoom(id, LogOwner.of(owner), LogStatus.IDLE, inputText, now, now);
        Waiting.join(book.create(room, settings.listed(), settings.expiry()));
        return room;
    }

    /** Newest first. */
    List<LogRoom> of(Identity owner) {
        return Waiting.join(book.ofOwner(owner.subject()));
    }

    /** @throws LogRefusal when there is none */
    LogRoom find(String id) {
        return Waiting.join(book.find(key(id))).orElseThrow(() -> LogRefusal.notFound(id));
    }

    /** @throws LogRefusal when there is none */
    LogRoom change(String id, LogStatus status) {
        return Waiting.join(book.change(key(id), status, now(), settings.expiry()))
                .orElseThrow(() -> LogRefusal.notFound(id));
    }

    /** Whose the room is, as remembered or else read; fails with {@link LogRefusal} when there is none. */
    CompletionStage<Claim> claim(String id) {
        if (!UUID_FORM.matcher(id).matches()) {
            return CompletableFuture.failedFuture(LogRefusal.notFound(id));
        }
        Claim known = claims.get(key(id));
        return known == null ? read(key(id)).thenApply(room -> remember(room, id))
                : CompletableFuture.completedFuture(known);
    }

    /** The next one reads. */
    void forget(Claim claim) {
        claims.remove(claim.stream().name());
    }

    private Claim remember(Optional<LogRoom> room, String id) {
        Claim claim = room.orElseThrow(() -> LogRefusal.notFound(id)).claim();
        if (claims.size() >= REMEMBERED) {
            claims.clear();
        }
        claims.put(key(id), claim);
        return claim;
    }

    /** One read for all who ask at the moment: many viewers of one room come back at once. */
    private CompletionStage<Optional<LogRoom>> read(String key) {
        CompletableFuture<Optional<LogRoom>> own = new CompletableFuture<>();
        CompletableFuture<Optional<LogRoom>> running = reads.putIfAbsent(key, own);
        if (running != null) {
            return running;
        }
        var _ = book.find(key).whenComplete((room, failure) -> {
            reads.remove(key, own);
            var _ = failure == null ? own.complete(room) : own.completeExceptionally(failure);
        });
        return own;
    }

    /** A UUID is the same in either case; what is none names no room. */
    private static String key(String id) {
        if (!UUID_FORM.matcher(id).matches()) {
            throw LogRefusal.notFound(id);
        }
        return id.toLowerCase(Locale.ROOT);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
