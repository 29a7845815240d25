package io.roomwire.room;

import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.room.AuditDays.Batch;
import io.roomwire.room.AuditDays.Bounds;
import io.roomwire.room.AuditDays.Row;
import io.roomwire.room.AuditDays.Span;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings in existing audit logs, each whole or not at all. Blocks; safe for any thread. */
@Singleton
final class AuditImport {

    static final int MAX_LINES = 5_000;

    private final AuditDays days;
    private final JsonText json;
    private final MarketZone zone;
    private final RoomSettings settings;

    AuditImport(AuditDays days, JsonText json, MarketZone zone, RoomSettings settings) {
        this.days = days;
        this.json = json;
        this.zone = zone;
        this.settings = settings;
    }

    /**
     * Adds one record per line; blank lines count as lines and are passed over.
     *
     * @return how many records were added
     * @throws InvalidLine at the first line that is no record, or is one too many
     * @throws io.roomwire.hub.ClaimLost when the agent is another by now
     */
    int run(KnownAgent known, String lines) {
        List<AuditRecord> records = read(known.agent(), lines);
        Batch batch = new Batch(days(records), records.stream().map(this::row).toList());
        Waiting.join(days.add(known.claim(), batch,
                new Bounds(settings.auditDays(), settings.auditRecords())));
        return records.size();
    }

    private List<AuditRecord> read(Agent agent, String lines) {
        ZoneId market = zone.of(agent);
        List<AuditRecord> records = new ArrayList<>();
        int number = 0;
        for (Iterator<String> each = lines.lines().iterator(); each.hasNext();) {
            String line = each.next();
            number++;
            if (number > MAX_LINES) {
                throw new InvalidLine("too_many_lines", number);
            }
            if (!line.isBlank()) {
                records.add(record(agent, market, line, number));
            }
        }
        return records;
    }

    private AuditRecord record(Agent agent, ZoneId market, String line, int number) {
        try {
            return AuditRecord.read(agent, market, json.readSent(line));
        } catch (RoomException | UncheckedIOException e) {
            throw new InvalidLine("invalid_line", number);
        }
    }

    private Row row(AuditRecord line) {
        return new Row(line.day(), json.write(line.json()));
    }

    private static List<Span> days(List<AuditRecord> records) {
        Map<String, List<Instant>> times = new LinkedHashMap<>();
        records.forEach(line -> times.computeIfAbsent(line.day(), day -> new ArrayList<>()).add(line.saved().at()));
        return times.entrySet().stream().map(day -> span(day.getKey(), day.getValue())).toList();
    }

    private static Span span(String day, List<Instant> times) {
        return new Span(day, times.equals(times.stream().sorted().toList()), times.getFirst());
    }
}
