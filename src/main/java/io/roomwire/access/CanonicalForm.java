package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The bytes that are signed. */
final class CanonicalForm {

    private CanonicalForm() {
    }

    /** The timestamp, and behind it the body. */
    static byte[] v1(String timestamp, byte[] body) {
        return join(timestamp, body);
    }

    /**
     * Method, path with the sorted query, timestamp, nonce and body, a line each; the body of GET and DELETE is empty.
     */
    static byte[] v2(HttpRequest<?> request, String timestamp, String nonce, byte[] body) {
        HttpMethod method = request.getMethod();
        String query = query(request.getUri().getRawQuery());
        String head = method.name() + '\n' + request.getUri().getRawPath() + (query.isEmpty() ? "" : '?' + query) + '\n'
                + timestamp + '\n' + nonce + '\n';
        return join(head, method == HttpMethod.GET || method == HttpMethod.DELETE ? new byte[0] : body);
    }

    private static byte[] join(String head, byte[] body) {
        byte[] bytes = head.getBytes(UTF_8);
        return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).array();
    }

    /**
     * Sorted by name, equal names in their order, encoded as forms are: what {@code URLSearchParams} makes after
     * {@code sort()} (URL standard, section 5).
     */
    static String query(@Nullable String raw) {
        if (raw == null) {
            return "";
        }
        return Arrays.stream(raw.split("&")).filter(part -> !part.isEmpty()).map(CanonicalForm::parameter)
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .map(entry -> encode(entry.getKey()) + '=' + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static Map.Entry<String, String> parameter(String part) {
        int equals = part.indexOf('=');
        return equals < 0 ? Map.entry(decode(part), "")
                : Map.entry(decode(part.substring(0, equals)), decode(part.substring(equals + 1)));
    }

    /** A percent sign that begins nothing stands for itself. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), UTF_8);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
