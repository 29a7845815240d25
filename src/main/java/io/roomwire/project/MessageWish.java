package io.roomwire.project;

import io.roomwire.event.EventId;
import java.util.Optional;

/**
 * What is wanted of a history: by default the last messages before {@code before}; but the first ones after
 * {@code after} where no {@code before} is given.
 *
 * @param limit at least 1
 */
record MessageWish(MessageFilter filter, Optional<EventId> after, Optional<EventId> before, int limit) {

    /** As a query asks for it, by the names of either face. */
    static MessageWish of(ProjectQuery query, int standard, int most) {
        return new MessageWish(MessageFilter.of(query), query.seq("after_seq"), query.seq("before_seq", "before"),
                query.count("limit", standard, 1, most));
    }

    /** Everything between two ids, these included, that holds the text. */
    static MessageWish search(ProjectQuery query, String text, int limit) {
        return new MessageWish(MessageFilter.of(query).holding(text), query.seq("from_seq").map(seq -> step(seq, -1)),
                Optional.of(query.seq("to_seq").map(seq -> step(seq, 1)).orElse(ProjectHistory.END)), limit);
    }

    EventId from() {
        return after.map(seq -> step(seq, 1)).orElse(EventId.NONE);
    }

    EventId to() {
        return before.map(seq -> step(seq, -1)).orElse(ProjectHistory.END);
    }

    boolean isForward() {
        return after.isPresent() && before.isEmpty();
    }

    boolean isImpossible() {
        return from().isAfter(to()) || before.filter(EventId::isNone).isPresent()
                || after.filter(ProjectHistory.END::equals).isPresent();
    }

    static EventId step(EventId seq, long step) {
        return new EventId(Math.clamp(seq.value() + step, 0, EventId.MAX));
    }
}
