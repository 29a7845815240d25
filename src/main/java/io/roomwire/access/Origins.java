package io.roomwire.access;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Whose pages, beside the node's own, may use which paths, with their visitors' cookies. Safe for any thread. */
public final class Origins {

    private final Set<String> everywhere;
    private final Map<String, Set<String>> byPath;

    /**
     * @param everywhere origins that may use every path
     * @param byPath origins that may use a path and what is below it, such as {@code /api/v1/rooms}
     */
    public Origins(Set<String> everywhere, Map<String, Set<String>> byPath) {
        this.everywhere = Set.copyOf(everywhere);
        this.byPath = new HashMap<>();
        byPath.forEach((path, origins) -> this.byPath.put(path, Set.copyOf(origins)));
    }

    /** Whether pages of {@code origin}, as browsers name it, may use the path. */
    public boolean allows(String path, String origin) {
        return everywhere.contains(origin) || byPath.entrySet().stream()
                .anyMatch(entry -> covers(entry.getKey(), path) && entry.getValue().contains(origin));
    }

    /** Whether the origin is the node's own, as the request names it; as a balancer may end TLS, by any scheme. */
    public static boolean isOwn(HttpRequest<?> request, String origin) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return host != null && (origin.equals("http://" + host) || origin.equals("https://" + host));
    }

    private static boolean covers(String prefix, String path) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }
}
