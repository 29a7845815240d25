package io.roomwire;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.propagation.slf4j.MdcPropagationContext;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.roomwire.access.ClientAddress;
import io.roomwire.access.RequestName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a line per request when its answer begins, a stream's too: from where, what, status and time taken. The server's
 * own log shows queries whole, and never sees a stream end. Every line that a request leads to carries its name, which
 * the answer tells.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
@Requires(property = ServerSettings.LOGGED)
final class AccessLogFilter implements Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLogFilter.class);
    private static final String BEGIN = "roomwire.begin";

    private final ClientAddress clients;
    private final InstantSource clock;
    private final boolean enabled;

    AccessLogFilter(ClientAddress clients, InstantSource clock, ServerLimits limits) {
        this.clients = clients;
        this.clock = clock;
        this.enabled = limits.logged();
    }

    /** Around all others. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.FIRST.before();
    }

    @RequestFilter
    void begin(HttpRequest<?> request, MutablePropagatedContext context) {
        if (enabled) {
            RequestName name = RequestName.of(request);
            var _ = request.setAttribute(BEGIN, clock.instant());
            context.add(new MdcPropagationContext(name.fields()));
        }
    }

    @ResponseFilter
    void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (enabled) {
            Instant now = clock.instant();
            Instant begin = request.getAttribute(BEGIN, Instant.class).orElse(now);
            response.header(RequestName.HEADER, RequestName.of(request).id());
            LOG.info("{} {} {} {} {} ms", clients.of(request).getHostAddress(), request.getMethodName(),
                    MaskedTarget.of(request.getUri()), response.code(), Duration.between(begin, now).toMillis());
        }
    }
}
