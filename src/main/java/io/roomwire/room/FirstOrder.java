package io.roomwire.room;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What audit records tell about a decision: the first of its orders.
 *
 * @param order empty for a decision without orders
 */
record FirstOrder(Optional<JsonNode> order) {

    private static final Set<String> HOLDING = Set.of("", "hold", "wait");
    private static final JsonNode ZERO = JsonNode.createNumberNode(0);
    private static final int HEADLINE = 80;

    /** @throws RoomException when the first order's symbol or action is no text */
    static FirstOrder of(JsonNode decisions) {
        FirstOrder first = new FirstOrder(Optional.ofNullable(decisions.get(0)));
        if (first.order.filter(order -> !isText(order, "symbol") || !isText(order, "action")).isPresent()) {
            throw RoomException.badRequest("invalid_decisions");
        }
        return first;
    }

    private static boolean isText(JsonNode order, String field) {
        return JsonFields.given(order, field).filter(value -> !value.isString()).isEmpty();
    }

    Optional<JsonNode> symbol() {
        return field("symbol");
    }

    Optional<JsonNode> action() {
        return field("action");
    }

    /** Whether nothing is bought or sold. */
    boolean isHold() {
        return HOLDING.contains(name(action()).toLowerCase(Locale.ROOT));
    }

    /** A few words, such as {@code Buy NVDA}. */
    String headline() {
        String words = (isHold() ? "hold" : name(action()).replace('_', ' ')) + ' ' + name(symbol());
        return ChatText.cut(words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1).strip(), HEADLINE);
    }

    private static String name(Optional<JsonNode> text) {
        return text.map(JsonNode::getStringValue).map(String::strip).orElse("");
    }

    /** What an audit record says where the agent itself says nothing. */
    JsonNode audit(JsonNode decision) {
        JsonNode shares = shares(decision);
        JsonFields fields = new JsonFields()
                .put("order_executed", field("executed").filter(JsonKind.FLAG::fits).filter(JsonNode::getBooleanValue)
                        .isPresent())
                .put("position_shares_on_symbol", shares);
        if (order.isPresent() && isHold()) {
            fields.put("hold_semantics",
                    shares.getDoubleValue() > 0 ? "keep_existing_position" : "no_position_no_order");
        }
        return fields.object();
    }

    private JsonNode shares(JsonNode decision) {
        for (JsonNode position : JsonFields.given(decision, "positions").orElseThrow().values()) {
            if (symbol().isPresent() && symbol().equals(JsonFields.given(position, "symbol"))) {
                return JsonFields.given(position, "quantity").filter(JsonKind.NUMBER::fits).orElse(ZERO);
            }
        }
        return ZERO;
    }

    private Optional<JsonNode> field(String name) {
        return order.flatMap(value -> JsonFields.given(value, name));
    }
}
