package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Hub;
import io.roomwire.room.AuditDays.Batch;
import io.roomwire.room.AuditDays.Bounds;
import io.roomwire.room.AuditDays.Span;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Takes in decisions: log, audit record and event in one write. Blocks; safe for any thread. */
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

    Appended write(Agent agent, PublishedDecision decision) {
        StreamKey room = RoomStreams.room(agent.id());
        List<HistoryRecord> records = new ArrayList<>();
        records.add(new HistoryRecord(DecisionLog.HISTORY, json.write(decision.logged()), settings.decisions()));
        if (list(room, decision)) {
            records.add(new HistoryRecord(AuditReader.history(decision.day()), json.write(decision.audit()),
                    settings.auditRecords()));
        }
        String event = json.write(decision.event(agent.id(), clock.millis()));
        return Waiting.join(hub.append(Append.of(room, EVENT, event).recording(records.toArray(HistoryRecord[]::new))));
    }

    /**
     * Lists the day before its first record is there: a listed day without records shows as nothing, while a record on
     * a day that is not listed would never be found nor dropped.
     */
    private boolean list(StreamKey room, PublishedDecision decision) {
        Batch day = new Batch(List.of(new Span(decision.day(), true, decision.saved().at())), List.of());
        return Waiting.join(days.add(room, day, new Bounds(settings.auditDays(), settings.auditRecords()))).isEmpty();
    }
}
