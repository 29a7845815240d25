package io.roomwire;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a request asks for, as a log may show it. */
final class MaskedTarget {

    /** What the query may hold that opens something. */
    private static final Set<String> SECRETS =
            Set.of("token", "access_token", "control_token", "user_session_id", "api_key", "signature");
    private static final String MASK = "***";
    private static final int LONGEST = 1000;

    private MaskedTarget() {
    }

    /** Path and query, with the values of secrets masked, cut after 1000 characters. */
    static String of(URI uri) {
        String query = uri.getRawQuery();
        String target = query == null ? uri.getRawPath() : uri.getRawPath() + '?' + masked(query);
        return target.length() > LONGEST ? target.substring(0, LONGEST) + "..." : target;
    }

    /** The server takes a semicolon for an ampersand. */
    private static String masked(String query) {
        return Arrays.stream(query.split("(?<=[&;])", -1)).map(MaskedTarget::parameter).collect(Collectors.joining());
    }

    private static String parameter(String part) {
        int equals = part.indexOf('=');
        if (equals < 0 || !isSecret(part.substring(0, equals))) {
            return part;
        }
        char last = part.charAt(part.length() - 1);
        return part.substring(0, equals + 1) + MASK + (last == '&' || last == ';' ? String.valueOf(last) : "");
    }

    /** As the server reads it; what cannot be read may be anything. */
    private static boolean isSecret(String name) {
        try {
            return SECRETS.contains(URLDecoder.decode(name, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return true;
        }
    }
}
