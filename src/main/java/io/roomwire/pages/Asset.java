package io.roomwire.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micronaut.http.MediaType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file as it is sent.
 *
 * @param plain its bytes
 * @param packed the same, gzipped
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Asset(MediaType type, byte[] plain, byte[] packed) {

    private static final Map<String, String> TYPES = Map.of("js", "text/javascript", "css", "text/css",
            "html", "text/html", "svg", "image/svg+xml", "ts", "text/plain");

    static Asset of(String name, byte[] content) {
        String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "text/plain");
        return new Asset(MediaType.of(type + ";charset=utf-8"), content, packed(content));
    }

    String text() {
        return new String(plain, UTF_8);
    }

    private static byte[] packed(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
