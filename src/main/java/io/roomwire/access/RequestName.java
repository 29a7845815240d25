package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a request is called in logs and in answers.
 *
 * @param id as the caller or its balancer named it in {@code X-Request-Id}, else made here
 * @param trace of the caller, by the header {@code traceparent} (W3C Trace Context, version 00); empty without one
 */
public record RequestName(String id, Optional<String> trace) {

    public static final String HEADER = "X-Request-Id";
    private static final String PARENT = "traceparent";
    private static final String ATTRIBUTE = "roomwire.name";

    /** Nothing that could begin a line of its own, or fill the log. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._=+/-]{1,128}");
    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /** The same name each time that it is asked for. */
    public static RequestName of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, RequestName.class).orElseGet(() -> {
            RequestName name = of(request.getHeaders());
            var _ = request.setAttribute(ATTRIBUTE, name);
            return name;
        });
    }

    private static RequestName of(HttpHeaders headers) {
        String given = headers.get(HEADER);
        Matcher trace = TRACE.matcher(Optional.ofNullable(headers.get(PARENT)).orElse(""));
        return new RequestName(given != null && ID.matcher(given).matches() ? given : made(),
                trace.matches() ? Optional.of(trace.group(1)) : Optional.empty());
    }

    /** Tells requests apart, and needs no secrecy. */
    private static String made() {
        return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }

    /** As a log names it. */
    public Map<String, String> fields() {
        return trace.map(known -> Map.of("request_id", id, "trace_id", known)).orElseGet(() -> Map.of("request_id", id));
    }
}
