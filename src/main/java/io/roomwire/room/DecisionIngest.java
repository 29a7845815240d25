package io.roomwire.room;

import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.room.AuditDays.Batch;
import io.roomwire.room.AuditDays.Bounds;
import io.roomwire.room.AuditDays.Span;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Takes in decisions: log, audit record and event in one write, the record's day listed by another, sent just before it
 * and to the same slot. Blocks; safe for any thread.
 */
@Singleton
final class DecisionIngest {

    private static final String EVENT = "decision";

    private final Hub hub;
    private final AuditDays days;
    private final JsonText json;
    private final RoomSettings settings;
    private final Clock clock;

    DecisionIngest(Hub hub, AuditDays days, JsonText json, RoomSettings settings, Clock clock) {
        this.hub = hub;
        this.days = days;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** @throws io.roomwire.hub.ClaimLost when the agent is another by now, and nothing was written */
    Appended write(KnownAgent known, PublishedDecision decision) {
        CompletionStage<List<String>> refused = list(known, decision);
        CompletionStage<Appended> appended = hub.append(append(known, decision));
        Appended written = Waiting.join(appended);
        if (!Waiting.join(refused).isEmpty()) {
            Waiting.join(list(known, decision));
        }
        return written;
    }

    private Append append(KnownAgent known, PublishedDecision decision) {
        String roomId = known.agent().id();
        String event = json.write(decision.event(roomId, clock.millis()));
        return Append.of(RoomStreams.room(roomId), EVENT, event).under(known.claim()).recording(
                new HistoryRecord(DecisionLog.HISTORY, json.write(decision.logged()), settings.decisions()),
                new HistoryRecord(AuditReader.history(decision.day()), json.write(decision.audit()),
                        settings.auditRecords()));
    }

    /**
     * Lists the day before its first record is there: a listed day without records shows as nothing, while a record on
     * a day that is not listed would never be found nor dropped. The answer is not awaited for the record's sake: where
     * newer days fill the list, the record is there all the same, and listing once more drops it with its day.
     */
    private CompletionStage<List<String>> list(KnownAgent known, PublishedDecision decision) {
        Batch day = new Batch(List.of(new Span(decision.day(), true, decision.saved().at())), List.of());
        return days.add(known.claim(), day, new Bounds(settings.auditDays(), settings.auditRecords()));
    }
}
