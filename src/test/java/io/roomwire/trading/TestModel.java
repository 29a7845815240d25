package io.roomwire.trading;

import io.roomwire.hub.Claim;
import java.math.BigDecimal;
import java.util.Optional;

/** Models for tests without Redis. */
final class TestModel {

    private TestModel() {
    }

    static Model of(long id) {
        return new Model(id, "mia", "Alpha", "alpha", Optional.empty(), new BigDecimal("10000"),
                "2026-01-05T10:00:00.000000+00:00", new Claim(Model.stream(id), "model", "token"));
    }
}
