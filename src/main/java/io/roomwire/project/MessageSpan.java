package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.project.ProjectHistory.Entry;
import java.util.Optional;

/** Both ends of what is retained of a project, empty for a project without messages. */
record MessageSpan(Optional<Entry> oldest, Optional<Entry> newest) {

    EventId oldestSeq() {
        return oldest.map(Entry::seq).orElse(EventId.NONE);
    }

    EventId newestSeq() {
        return newest.map(Entry::seq).orElse(EventId.NONE);
    }

    /** How many messages follow the one of that number, of those that are retained. */
    long after(long number) {
        long first = oldest.map(Entry::number).orElse(1L);
        long last = newest.map(Entry::number).orElse(0L);
        return Math.max(0, last - Math.max(number, first - 1));
    }

    long count() {
        return after(0);
    }
}
