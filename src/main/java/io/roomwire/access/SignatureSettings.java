package io.roomwire.access;

import java.util.List;

/**
 * How services sign.
 *
 * @param secrets keys, as UTF-8, any of which is valid; none refuses everybody
 * @param strict whether a wrong signature is refused although the other one is right
 */
public record SignatureSettings(List<String> secrets, boolean strict) {

    public SignatureSettings {
        secrets = List.copyOf(secrets);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "SignatureSettings[" + secrets.size() + " secrets, strict=" + strict + ']';
    }
}
