package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.roomwire.access.Access;
import io.roomwire.access.ApiKeys;
import io.roomwire.access.Identity;
import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/**
 * Who may do what with a room: its owner everything, programs with an API key write and set its status, others with a
 * valid token read, unless rooms are shown to their owners alone. Everything fails with {@link LogRefusal} or with what
 * {@link Access} refuses; that the caller is nobody is told before whether there is such a room.
 */
@Singleton
final class LogAccess {

    private final Access access;
    private final ApiKeys keys;
    private final LogRooms rooms;
    private final LogSettings settings;

    LogAccess(Access access, ApiKeys keys, LogRooms rooms, LogSettings settings) {
        this.access = access;
        this.keys = keys;
        this.rooms = rooms;
        this.settings = settings;
    }

    /** Blocks. */
    Identity caller(HttpRequest<?> request) {
        return Waiting.join(access.of(request));
    }

    /** Returns the claim of a room that the caller may read. Blocks. */
    Claim reading(HttpRequest<?> request, String id) {
        return readable(caller(request), Waiting.join(rooms.claim(id)), id);
    }

    /** Returns the claim of a room that is the caller's. Blocks. */
    Claim owning(HttpRequest<?> request, String id) {
        Identity caller = caller(request);
        Claim claim = readable(caller, Waiting.join(rooms.claim(id)), id);
        if (!isOwner(caller, claim)) {
            throw LogRefusal.foreign();
        }
        return claim;
    }

    /** Returns the claim of a room that the caller may write to: as its owner, or with an API key. Blocks. */
    Claim writing(HttpRequest<?> request, String id) {
        return keys.of(request).isPresent() ? Waiting.join(rooms.claim(id)) : owning(request, id);
    }

    /** The right to watch, for a caller whose token may be in the query. Never blocks. */
    CompletionStage<Grant> watching(HttpRequest<?> request, String id) {
        return access.ofStream(request).thenCompose(caller -> rooms.claim(id)
                .thenApply(claim -> new Grant(readable(caller, claim, id).stream(), caller.expiry())));
    }

    private Claim readable(Identity caller, Claim claim, String id) {
        if (settings.requireOwner() && !isOwner(caller, claim)) {
            throw LogRefusal.notFound(id);
        }
        return claim;
    }

    private static boolean isOwner(Identity caller, Claim claim) {
        return claim.token().equals(caller.subject());
    }
}
