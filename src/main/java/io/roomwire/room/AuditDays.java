package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Which days of an agent's audit there are; a day's records are the history {@code audit:<day>} of its room. Safe for
 * any thread, never blocks; every stage may fail with {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface AuditDays {

    /** All days, the newest first. */
    CompletionStage<List<Day>> all(StreamKey room);

    /**
     * Lists the batch's days and adds its records, all or nothing; then the oldest days above the bound are dropped.
     *
     * @param agent on the room
     * @return the days of the batch that are not kept, because newer ones fill the list; fails with
     *     {@link io.roomwire.hub.ClaimLost} too
     */
    CompletionStage<List<String>> add(Claim agent, Batch batch, Bounds bounds);

    /**
     * One day of an agent.
     *
     * @param key {@code yyyy-mm-dd}
     * @param ordered whether its records stand in the order of their time
     */
    record Day(String key, boolean ordered) {
    }

    /**
     * What is to be added.
     *
     * @param days listed if they are not yet
     * @param records in the order of the file, each on one of the days
     */
    record Batch(List<Span> days, List<Row> records) {

        public Batch {
            days = List.copyOf(days);
            records = List.copyOf(records);
        }
    }

    /**
     * A day of a batch.
     *
     * @param ordered whether the batch's records of that day stand in the order of their time
     * @param first the time of the first of them, or of the one that is about to be written
     */
    record Span(String day, boolean ordered, Instant first) {
    }

    /**
     * One record.
     *
     * @param json one line
     */
    record Row(String day, String json) {
    }

    /**
     * How much is kept.
     *
     * @param days kept per agent
     * @param records kept per day
     */
    record Bounds(int days, int records) {
    }
}
