package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.roomwire.access.Access;
import io.roomwire.access.Identity;
import io.roomwire.access.TokenRefused;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;

/**
 * Who may see and do what. Blocks; safe for any thread. Fails with {@link ConsoleException} or with what {@link Access}
 * refuses.
 */
@Singleton
final class ConsoleAccess {

    /** By which an identity provider marks users who may do nothing. */
    private static final String DISABLED = "disabled";

    private final Access access;
    private final AgentTokens tokens;
    private final Registry registry;

    ConsoleAccess(Access access, AgentTokens tokens, Registry registry) {
        this.access = access;
        this.tokens = tokens;
        this.registry = registry;
    }

    Identity user(HttpRequest<?> request) {
        return enabled(Waiting.join(access.of(request)));
    }

    Identity viewer(HttpRequest<?> request) {
        return enabled(Waiting.join(access.ofStream(request)));
    }

    /** The agent whose token the request shows. */
    Agent agent(HttpRequest<?> request) {
        return Waiting.join(tokens.agent(request)).flatMap(registry.agents()::find)
                .orElseThrow(ConsoleErrors::unknownAgent);
    }

    /** A dongle that the user may watch. */
    Dongle visible(Identity user, String id) {
        Dongle dongle = dongle(id);
        if (!dongle.isVisibleTo(user)) {
            throw ConsoleException.foreignDongle();
        }
        return dongle;
    }

    /** A dongle that the user may command. */
    Dongle owned(Identity user, String id) {
        Dongle dongle = dongle(id);
        if (!dongle.isOf(user)) {
            throw ConsoleException.foreignDongle();
        }
        return dongle;
    }

    private Dongle dongle(String id) {
        if (!ConsoleStreams.isId(id)) {
            throw ConsoleException.noDongle();
        }
        return registry.dongles().find(id).orElseThrow(ConsoleException::noDongle);
    }

    /** A group of the user; a foreign one is as one that is not there. */
    Group group(Identity user, String id) {
        if (!ConsoleStreams.isId(id)) {
            throw ConsoleException.notFound("group");
        }
        return registry.groups().find(id).filter(group -> group.isOf(user))
                .orElseThrow(() -> ConsoleException.notFound("group"));
    }

    private static Identity enabled(Identity user) {
        if (user.roles().contains(DISABLED)) {
            throw new ConsoleException(HttpStatus.FORBIDDEN, "AUTH_USER_DISABLED", "This user is disabled.");
        }
        return user;
    }

    static ConsoleException refusal(TokenRefused refusal) {
        return refusal.reason() == TokenRefused.Reason.FOREIGN_ORIGIN
                ? new ConsoleException(HttpStatus.FORBIDDEN, "CSRF_INVALID", String.valueOf(refusal.getMessage()))
                : new ConsoleException(HttpStatus.UNAUTHORIZED, "AUTH_SESSION_EXPIRED",
                        "This needs a valid session: " + refusal.getMessage() + '.');
    }
}
