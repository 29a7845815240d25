package io.roomwire.hub;

import java.util.List;

/**
 * Ready as {@code then} says, once all is prepared.
 *
 * @param then asked first, since it knows whether Redis can be reached at all
 */
public record Prepared(Readiness then, List<Preparation> preparations) implements Readiness {

    public Prepared {
        preparations = List.copyOf(preparations);
    }

    @Override
    public boolean ready() {
        return reason().isEmpty();
    }

    @Override
    public String reason() {
        String reason = then.reason();
        return reason.isEmpty() ? preparations.stream().map(Preparation::missing)
                .filter(missing -> !missing.isEmpty()).findFirst().orElse("") : reason;
    }
}
