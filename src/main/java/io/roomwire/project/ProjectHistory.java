package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * The messages that Redis retains of a project. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ProjectHistory {

    /** The history's name, under which messages are written along with their events. */
    String NAME = "messages";

    /** Above every id. */
    EventId END = new EventId(EventId.MAX);

    /** The first messages between both ids, these included, oldest first. */
    CompletionStage<List<Entry>> oldest(StreamKey project, EventId from, EventId to, int limit);

    /** The last messages between both ids, these included, newest first. */
    CompletionStage<List<Entry>> newest(StreamKey project, EventId from, EventId to, int limit);

    /**
     * One message.
     *
     * @param number counts the project's messages, from 1 on and without holes
     * @param json as it was written, without its {@code seq}
     */
    record Entry(EventId seq, long number, String json) {

        /** With its {@code seq}, as the live event has it. */
        String stamped() {
            return "{\"seq\":" + seq + ',' + json.substring(1);
        }
    }
}
