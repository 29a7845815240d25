package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.filter.HttpServerFilter;
import io.micronaut.http.filter.ServerFilterChain;
import io.roomwire.access.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Shows the page of all routes, which the build makes and the server sends as files, to whom the console is shown.
 *
 * <p>Asked for every request whether it is for that page: a pattern of paths would be matched in many times that time.
 * Files are found by the path with its escapes decoded.
 */
@Filter(Filter.MATCH_ALL_PATTERN)
final class SwaggerDoor implements HttpServerFilter, ConditionalFilter {

    private static final String PATHS = "/swagger-ui";
    private static final String PAGE = "/META-INF/swagger/views/swagger-ui/index.html";
    private static final Pattern INLINE = Pattern.compile("(?s)<script>(.*?)</script>");

    private final PageDoor door;
    private final String policy;

    SwaggerDoor(PageDoor door) {
        this.door = door;
        this.policy = policy(page());
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        String path = request.getPath();
        return path.startsWith(PATHS) || (path.indexOf('%') >= 0 && request.getUri().getPath().startsWith(PATHS));
    }

    @Override
    public Publisher<MutableHttpResponse<?>> doFilter(HttpRequest<?> request, ServerFilterChain chain) {
        Optional<MutableHttpResponse<?>> refusal = door.refusal(request);
        return refusal.isPresent() ? Mono.just(refusal.get())
                : Mono.from(chain.proceed(request)).map(answer -> PageHeaders.guarded(answer, policy));
    }

    /** Only what this node serves, the page's own script, and the styles that its library writes into it. */
    private static String policy(String page) {
        String scripts = INLINE.matcher(page).results().map(SwaggerDoor::hash).collect(Collectors.joining());
        return "default-src 'self'; script-src 'self'" + scripts + "; style-src 'self' 'unsafe-inline';"
                + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String hash(MatchResult script) {
        return " 'sha256-" + Base64.getEncoder().encodeToString(Digests.sha256(script.group(1))) + '\'';
    }

    private static String page() {
        try (InputStream page = SwaggerDoor.class.getResourceAsStream(PAGE)) {
            return page == null ? "" : new String(page.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
