package io.roomwire.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.ApiErrors;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import org.jspecify.annotations.Nullable;

/** Lets agents in by their tokens, before the upgrade to WebSocket. */
@ServerFilter("/ws/**")
final class AgentDoor {

    private static final String AGENT = "io.roomwire.console.agent";
    private static final String RETRY_AFTER_S = "1";

    private final AgentTokens tokens;
    private final ApiErrors errors;

    AgentDoor(AgentTokens tokens, ApiErrors errors) {
        this.tokens = tokens;
        this.errors = errors;
    }

    /** Blocks: a stage that completes later with null, for going on, would never be gone on from. */
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
        try {
            String agent = Waiting.join(tokens.agent(request)).orElseThrow(ConsoleErrors::unknownAgent);
            request.setAttribute(AGENT, agent);
            return null;
        } catch (ConsoleException refusal) {
            return errors.answer(request, refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
        } catch (EventLogUnavailable away) {
            return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "Try again later.")
                    .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
        }
    }

    /** Who was let in by this request. */
    static String agent(HttpRequest<?> request) {
        return request.getAttribute(AGENT, String.class).orElseThrow();
    }
}
