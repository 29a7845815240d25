package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Who wants to watch a project.
 *
 * @param instance the client's own name for itself, by which it replaces its older connection
 * @param from where it goes on; empty for what comes now
 * @param until when its right to watch ends
 * @param inBrowser whether it may be an EventSource, which sees no status
 */
record ProjectViewer(StreamKey project, String user, Optional<String> instance, Optional<EventId> from,
                     Optional<Instant> until, boolean inBrowser) {

    private static final int LONGEST_POSITION = 1024;

    /**
     * Where the client wants to go on: by {@code Last-Event-ID} if that is a number, for a browser's own reconnect
     * keeps the old URL; else by the query, where zero means nowhere.
     *
     * @param names of the query's parameter
     */
    static Optional<EventId> from(ProjectQuery query, String... names) {
        Optional<EventId> asked = query.seq(names).filter(seq -> !seq.isNone());
        return query.request().getHeaders().findFirst("Last-Event-ID").or(() -> query.text("last_event_id"))
                .map(text -> text.substring(0, Math.min(LONGEST_POSITION, text.length())))
                .flatMap(ProjectQuery::number).or(() -> asked);
    }

    static Optional<String> instance(ProjectQuery query) {
        return query.text("client_instance_id").map(text -> ProjectNames.id(text, "querystring/client_instance_id"));
    }
}
