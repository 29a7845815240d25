package io.roomwire.trading;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.json.JsonFields;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A trading model, which never changes.
 *
 * @param owner the subject of the token that made it
 * @param signature a name for programs
 * @param createdAt as {@link UtcTime} writes it
 * @param claim holds as long as this very model is there; what is appended under it goes to nobody else's
 */
record Model(long id, String owner, String name, String signature, Optional<String> description,
             BigDecimal initialCash, String createdAt, Claim claim) {

    static final String SYSTEM = "trading";

    static StreamKey stream(long id) {
        return new StreamKey(SYSTEM, Long.toString(id));
    }

    StreamKey stream() {
        return stream(id);
    }

    /** What clients see. */
    JsonNode json() {
        return fields(id, owner, createdAt, new ModelForm(name, signature, description, initialCash)).object();
    }

    /** What clients see is also what is kept. */
    static JsonFields fields(long id, String owner, String createdAt, ModelForm form) {
        return new JsonFields().put("id", id).put("user_id", owner).put("name", form.name())
                .put("signature", form.signature())
                .put("description", form.description().map(JsonNode::createStringNode))
                .put("initial_cash", Decimals.money(form.initialCash()))
                .put("created_at", createdAt).put("updated_at", createdAt);
    }

    static Model parse(JsonNode kept, Claim claim) {
        return new Model(JsonFields.given(kept, "id").orElseThrow().getLongValue(), text(kept, "user_id"),
                text(kept, "name"), text(kept, "signature"), JsonFields.text(kept, "description"),
                Decimals.read(JsonFields.given(kept, "initial_cash").orElseThrow()).orElseThrow(),
                text(kept, "created_at"), claim);
    }

    private static String text(JsonNode kept, String name) {
        return JsonFields.text(kept, name).orElseThrow();
    }
}
