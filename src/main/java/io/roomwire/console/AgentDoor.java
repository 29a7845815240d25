package io.roomwire.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.roomwire.access.ApiErrors;
import io.roomwire.sse.ConnectionLoop;
import io.roomwire.sse.SocketGuard;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Lets agents in by their tokens, before the upgrade to WebSocket. Goes on from there on the connection's own loop: on
 * any other thread the agent's first frames may come before their decoder has a reader.
 *
 * <p>Asked for every request whether it is an agent's: a pattern of paths would be matched in many times that time.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
final class AgentDoor implements HttpServerFilter, ConditionalFilter {

    private static final String SOCKETS = "/ws/";
    private static final String AGENT = "io.roomwire.console.agent";
    private static final String RETRY_AFTER_S = "1";

    private final AgentTokens tokens;
    private final ApiErrors errors;
    private final ConsoleMetrics metrics;

    AgentDoor(AgentTokens tokens, ApiErrors errors, ConsoleMetrics metrics) {
        this.tokens = tokens;
        this.errors = errors;
        this.metrics = metrics;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return request.getPath().startsWith(SOCKETS);
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        return Mono.fromCompletionStage(tokens.agent(request))
                .publishOn(Schedulers.fromExecutor(ConnectionLoop.of(request)))
                .<MutableHttpResponse<?>>flatMap(agent -> Mono.from(admit(request, agent, chain)))
                .onErrorResume(away -> Mono.just(unavailable(request)));
    }

    private Publisher<? extends MutableHttpResponse<?>> admit(HttpRequest<?> request, Optional<String> agent,
                                                              ServerFilterChain chain) {
        if (agent.isEmpty()) {
            ConsoleException refusal = ConsoleErrors.unknownAgent();
            return Mono.just(errors.answer(request, refusal.status(), refusal.code(),
                    String.valueOf(refusal.getMessage())));
        }
        request.setAttribute(AGENT, agent.get());
        SocketGuard.stand(request, AgentSessions.LARGEST, metrics::broken);
        return chain.proceed(request);
    }

    private MutableHttpResponse<?> unavailable(HttpRequest<?> request) {
        return errors.answer(request, HttpStatus.SERVICE_UNAVAILABLE, "UNAVAILABLE", "Try again later.")
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_S);
    }

    /** Who was let in by this request. */
    static String agent(HttpRequest<?> request) {
        return request.getAttribute(AGENT, String.class).orElseThrow();
    }
}
