package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.roomwire.access.ApiErrors;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Lets agents in by their tokens, before the upgrade to WebSocket. */
@ServerFilter("/ws/**")
final class AgentDoor {

    private static final String AGENT = "io.roomwire.console.agent";

    private final AgentTokens tokens;
    private final ApiErrors errors;

    AgentDoor(AgentTokens tokens, ApiErrors errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    @RequestFilter
    CompletionStage<@Nullable HttpResponse<?>> admit(HttpRequest<?> request) {
        return tokens.agent(request).handle((agent, failure) -> {
            if (failure != null) {
                return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "Try again later.")
                        .header("Retry-After", "1");
            }
            if (agent.isEmpty()) {
                ConsoleException refusal = ConsoleErrors.unknownAgent();
                return errors.answer(request, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
            }
            request.setAttribute(AGENT, agent.get());
            return null;
        });
    }

    /** Who was let in by this request. */
    static String agent(HttpRequest<?> request) {
        return request.getAttribute(AGENT, String.class).orElseThrow();
    }
}
