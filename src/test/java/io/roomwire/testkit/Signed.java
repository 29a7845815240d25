package io.roomwire.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Requests that services sign. */
public final class Signed {

    public static final String SECRET = "hmac-secret-of-the-tests-0123456789";

    private Signed() {
    }

    /** The headers of a request without nonce, names and values in turn: the first form alone. */
    public static String[] headers(String secret, String user, String body) {
        String timestamp = Long.toString(System.currentTimeMillis() / 1000);
        return new String[] {"x-sheen-timestamp", timestamp, "x-sheen-signature", hex(secret, timestamp + body),
            "x-user-id", user};
    }

    /** HMAC-SHA256 in lower-case hex. */
    public static String hex(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
