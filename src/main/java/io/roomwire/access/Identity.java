package io.roomwire.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as a valid token says.
 *
 * @param subject never blank
 * @param email the claim {@code email}
 * @param roles from whichever claim names them
 * @param audience the claim {@code aud}
 * @param read plain streams that may be read, a trailing {@code *} standing for any rest
 * @param append plain streams that may be appended to, likewise
 * @param expiry when the token ends
 * @param profile of the claims {@code did}, {@code username} and {@code walletAddress} those that it has
 */
public record Identity(String subject, Optional<String> email, Set<String> roles, List<String> audience,
                       List<String> read, List<String> append, Optional<Instant> expiry, Map<String, String> profile) {

    public Identity {
        roles = Set.copyOf(roles);
        audience = List.copyOf(audience);
        read = List.copyOf(read);
        append = List.copyOf(append);
        profile = Map.copyOf(profile);
    }

    /** One whose token has no profile. */
    public Identity(String subject, Optional<String> email, Set<String> roles, List<String> audience, List<String> read,
                    List<String> append, Optional<Instant> expiry) {
        this(subject, email, roles, audience, read, append, expiry, Map.of());
    }

    /** Whether {@code read} has the stream, as {@code topic:name} or by a prefix. */
    public boolean mayRead(String stream) {
        return has(read, stream);
    }

    /** Whether {@code append} has the stream, as {@code topic:name} or by a prefix. */
    public boolean mayAppend(String stream) {
        return has(append, stream);
    }

    private static boolean has(List<String> patterns, String stream) {
        return patterns.stream().anyMatch(pattern -> pattern.endsWith("*")
                ? stream.startsWith(pattern.substring(0, pattern.length() - 1)) : stream.equals(pattern));
    }
}
