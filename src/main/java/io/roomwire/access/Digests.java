package io.roomwire.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** SHA-256 and HMAC-SHA256, which every JDK has. Safe for any thread. */
public final class Digests {

    private static final String HMAC = "HmacSHA256";

    private Digests() {
    }

    /** The digest of the text in UTF-8. */
    public static byte[] sha256(String text) {
        return sha256().digest(text.getBytes(UTF_8));
    }

    /** A digest to be fed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The code of {@code data} under the key. */
    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same as services sign: under a secret in UTF-8, in lower-case hexadecimal digits. */
    public static String hmac(String secret, byte[] data) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), data));
    }
}
