package io.roomwire;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpVersion;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.roomwire.ops.Drain;

/**
 * Closes connections behind their next answer once the node leaves, so that a balancer has none of them left to send a
 * request on at the moment of the end.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class LeavingFilter implements ConditionalFilter {

    private final Drain drain;

    LeavingFilter(Drain drain) {
        this.drain = drain;
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return drain.isBegun() && request.getHttpVersion() != HttpVersion.HTTP_2_0;
    }

    @ResponseFilter
    void filter(MutableHttpResponse<?> response) {
        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
    }
}
