package io.roomwire.pages;

import io.roomwire.testkit.Json;
import java.util.Map;
import java.util.stream.IntStream;

/** A trading model of a user's own. */
record PageModel(PageUser owner, String name, long id) {

    static PageModel of(PageUser owner, String name) {
        String model = owner.post("/api/models", Map.of("name", name, "initial_cash", 1000.0));
        return new PageModel(owner, name, Json.at(model, "id").getLongValue());
    }

    /** Begins a session; on a node whose sessions pause for long it says nothing more for now. */
    PageModel started() {
        owner.post("/api/trading/start/" + id,
                Map.of("base_model", "test", "start_date", "2026-01-05", "end_date", "2026-01-09"));
        return this;
    }

    void stop() {
        owner.post("/api/trading/stop/" + id, Map.of());
    }

    String path() {
        return "/trading?id=" + id;
    }

    void tell(String type, Map<String, Object> data) {
        owner.post("/api/trading/events/" + id, Map.of("type", type, "data", data));
    }

    void say(String type, String message) {
        tell(type, Map.of("message", message));
    }

    /** Events {@code from} to {@code to - 1}, as {@code thought 7}. */
    void think(int from, int to) {
        IntStream.range(from, to).forEach(number -> say("thinking", "thought " + number));
    }

    void buy(int amount, String symbol, double price) {
        tell("trade", Map.of("action", "buy", "symbol", symbol, "amount", amount, "price", price,
                "message", "BUY " + amount + " " + symbol));
    }
}
