package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Optional;

/** What is recorded for the ledger, along with the event that tells it. */
sealed interface LedgerRecord permits Trade, RunRecord {

    /** When it happened, as {@link UtcTime} writes it. */
    String time();

    /** The form in Redis; numbers are texts there, so that they stay exact. */
    JsonNode json();

    /** Empty for a kind that is not known, as of a newer node. */
    static Optional<LedgerRecord> parse(JsonNode kept) {
        return switch (JsonFields.text(kept, "kind").orElse("")) {
            case Trade.KIND -> Optional.of(Trade.parse(kept));
            case RunRecord.Begun.KIND -> Optional.of(RunRecord.Begun.parse(kept));
            case RunRecord.Changed.KIND -> Optional.of(RunRecord.Changed.parse(kept));
            default -> Optional.empty();
        };
    }

    /** A field that every record of the kind has. */
    static String text(JsonNode kept, String name) {
        return JsonFields.text(kept, name).orElseThrow();
    }
}
