package io.roomwire.trading;

import io.roomwire.hub.Append;
import io.roomwire.hub.KeyLimit;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;

/** Makes appends of events: unnamed, with a record for the ledger where one is a trade. Safe for any thread. */
@Singleton
final class TradingAppends {

    private final JsonText json;
    private final Ledgers ledgers;
    private final KeyLimit keys;

    TradingAppends(JsonText json, Ledgers ledgers, KeyLimit keys) {
        this.json = json;
        this.ledgers = ledgers;
        this.keys = keys;
    }

    /** What a caller posts, under the model's claim and within the caller's limit. */
    Append of(Caller caller, Model model, TradingEvent event) {
        return keys.on(of(model, event).under(model.claim()), caller.id());
    }

    Append of(Model model, TradingEvent event) {
        Append append = Append.of(model.stream(), "", json.write(event.json()));
        return Trade.of(event).map(trade -> append.recording(ledgers.record(model, trade))).orElse(append);
    }

    /** The same, for an event that changes the run. */
    Append of(Model model, TradingEvent event, RunRecord change) {
        return Append.of(model.stream(), "", json.write(event.json())).recording(ledgers.record(model, change));
    }
}
