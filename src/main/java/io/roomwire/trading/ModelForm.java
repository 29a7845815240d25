package io.roomwire.trading;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * What is asked for when a model is made.
 *
 * @param signature made of the name where none is given
 */
record ModelForm(String name, String signature, Optional<String> description, BigDecimal initialCash) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final BigDecimal INITIAL_CASH = new BigDecimal("10000");

    /** Fails with {@link TradingException}. */
    static ModelForm read(BodyForm body) {
        String name = body.text("name", 1, LONGEST_NAME);
        Optional<String> signature = body.optionalText("signature", 1, LONGEST_NAME);
        Optional<String> description = body.optionalText("description", 0, LONGEST_DESCRIPTION);
        BigDecimal cash = body.money("initial_cash", INITIAL_CASH);
        body.check();
        return new ModelForm(name, signature.orElseGet(() -> signature(name)), description, cash);
    }

    /** {@code My Model 2} becomes {@code my-model-2}. */
    private static String signature(String name) {
        String signature = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        return signature.isEmpty() ? "model" : signature;
    }
}
