package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Error;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.TokenRefused;

/** What the console's controllers answer when they refuse. */
abstract sealed class ConsoleErrors permits AgentController, ConsoleStreamController, DongleController,
        GroupController {

    private final ApiErrors errors;

    ConsoleErrors(ApiErrors errors) {
        this.errors = errors;
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, ConsoleException refusal) {
        return errors.answer(request, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
    }

    @Error
    HttpResponse<?> refused(HttpRequest<?> request, TokenRefused refusal) {
        ConsoleException answer = ConsoleAccess.refusal(refusal);
        return errors.answer(request, answer.status(), answer.code(), String.valueOf(answer.getMessage()));
    }

    /** Where the agent's own token is asked for. */
    static ConsoleException unknownAgent() {
        return new ConsoleException(HttpStatus.UNAUTHORIZED, "AUTH_INVALID_CREDENTIALS",
                "This needs the token of a registered agent.");
    }
}
