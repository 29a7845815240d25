package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A frame as an agent or a user gave it.
 *
 * @param canId with {@code 0x}, or as the agent wrote it
 * @param dataHex pairs of digits, with or without spaces
 * @param direction {@code rx} or {@code tx}, if it was said
 */
record Frame(String canId, boolean extended, int dlc, String dataHex, Optional<String> bus,
             Optional<String> direction, String ts) {

    private static final int MAX_BYTES = 64;
    private static final int LONGEST_PAIR = 3;
    private static final long MAX_STANDARD = 0x7FF;
    private static final long MAX_EXTENDED = 0x1FFF_FFFFL;
    private static final int LONGEST_TEXT = 40;

    /** Fails with {@link IllegalArgumentException} on what is no frame; a missing time is {@code now}. */
    static Frame parse(JsonNode json, Instant now) {
        boolean extended = JsonFields.given(json, "is_extended").filter(JsonNode::isBoolean)
                .map(JsonNode::getBooleanValue).orElse(false);
        String data = JsonFields.text(json, "data_hex").orElse("");
        check(data.length() <= MAX_BYTES * LONGEST_PAIR && data.matches("([0-9A-Fa-f]{2} ?)*")
                && bytes(data) <= MAX_BYTES, "data_hex is not at most 64 pairs of digits");
        int dlc = JsonFields.given(json, "dlc").filter(JsonNode::isNumber).map(JsonNode::getIntValue)
                .orElse(bytes(data));
        check(dlc >= 0 && dlc <= MAX_BYTES, "dlc is not 0 to 64");
        return new Frame(canId(json, extended), extended, dlc, data, shortText(json, "bus"),
                shortText(json, "direction").filter(word -> word.equals("rx") || word.equals("tx")),
                shortText(json, "ts").orElseGet(() -> Iso.text(now)));
    }

    private static String canId(JsonNode json, boolean extended) {
        JsonNode given = JsonFields.given(json, "can_id").orElseThrow(() -> new IllegalArgumentException("no can_id"));
        check(given.isNumber() || given.isString(), "can_id is neither number nor text");
        String text = given.isNumber() ? "0x" + Long.toHexString(given.getLongValue()).toUpperCase(Locale.ROOT)
                : given.getStringValue().strip();
        check(text.matches("(0[xX])?[0-9A-Fa-f]{1,8}"), "can_id is not hexadecimal");
        String digits = text.replaceFirst("^0[xX]", "");
        check(Long.parseLong(digits, 16) <= (extended ? MAX_EXTENDED : MAX_STANDARD), "can_id is out of range");
        return text.equals(digits) ? "0x" + digits : text;
    }

    private static int bytes(String data) {
        return data.replace(" ", "").length() / 2;
    }

    private static Optional<String> shortText(JsonNode json, String name) {
        return JsonFields.text(json, name).filter(text -> text.length() <= LONGEST_TEXT);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** As a relay or an agent is given it. */
    JsonNode json() {
        JsonFields fields = new JsonFields().put("ts", ts).put("can_id", canId).put("is_extended", extended)
                .put("dlc", dlc).put("data_hex", dataHex);
        bus.ifPresent(name -> fields.put("bus", name));
        return fields.object();
    }
}
