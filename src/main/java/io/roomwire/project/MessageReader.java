package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.project.ProjectHistory.Entry;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Reads pages of a project's history and searches it. However rare what is wanted, it looks at no more messages than
 * the settings say. Blocks; safe for any thread; fails with {@link io.roomwire.hub.EventLogUnavailable}.
 */
@Singleton
final class MessageReader {

    private static final int BATCH = 500;

    private final ProjectHistory history;
    private final JsonText json;
    private final ProjectSettings settings;

    MessageReader(ProjectHistory history, JsonText json, ProjectSettings settings) {
        this.history = history;
        this.json = json;
        this.settings = settings;
    }

    /** The span of the history is asked for first: what is appended meanwhile is more to come, and nothing worse. */
    MessagePage page(StreamKey project, MessageWish wish) {
        CompletionStage<MessageSpan> span = span(project);
        Walk walk = new Walk(wish);
        if (!wish.isImpossible()) {
            walk(project, walk);
        }
        return walk.page(Waiting.join(span));
    }

    /** Both ends, asked for in one batch. */
    CompletionStage<MessageSpan> span(StreamKey project) {
        CompletionStage<List<Entry>> oldest = history.oldest(project, EventId.NONE, ProjectHistory.END, 1);
        return history.newest(project, EventId.NONE, ProjectHistory.END, 1).thenCombine(oldest, (newest, first) ->
                new MessageSpan(first.stream().findFirst(), newest.stream().findFirst()));
    }

    private void walk(StreamKey project, Walk walk) {
        MessageWish wish = walk.wish;
        boolean forward = wish.isForward();
        int batch = wish.filter().isOpen() ? Math.min(wish.limit(), BATCH) : BATCH;
        EventId from = wish.from();
        EventId to = wish.to();
        boolean goesOn = true;
        while (goesOn && !from.isAfter(to)) {
            List<Entry> entries = Waiting.join(forward ? history.oldest(project, from, to, batch)
                    : history.newest(project, from, to, batch));
            goesOn = walk.take(entries) && entries.size() == batch;
            from = goesOn && forward ? MessageWish.step(walk.last, 1) : from;
            to = goesOn && !forward ? MessageWish.step(walk.last, -1) : to;
        }
    }

    /** Goes through a history in one direction until there is enough. Confined to one call. */
    private final class Walk {

        private final MessageWish wish;
        private final List<MessageView> found = new ArrayList<>();
        private EventId first = EventId.NONE;
        private EventId last = EventId.NONE;
        private int seen;

        Walk(MessageWish wish) {
            this.wish = wish;
        }

        /** Whether more is wanted. */
        boolean take(List<Entry> entries) {
            for (Entry entry : entries) {
                if (isDone()) {
                    return false;
                }
                first = seen++ == 0 ? entry.seq() : first;
                last = entry.seq();
                ProjectMessage message = ProjectMessage.of(json.read(entry.json()));
                if (wish.filter().takes(message)) {
                    found.add(new MessageView(entry.seq(), message));
                }
            }
            return !isDone();
        }

        private boolean isDone() {
            return found.size() == wish.limit() || seen == settings.scan();
        }

        MessagePage page(MessageSpan span) {
            boolean forward = wish.isForward();
            EventId low = forward ? first : last;
            EventId high = forward ? last : first;
            boolean hasOlder = seen > 0 ? low.isAfter(span.oldestSeq()) : forward && span.count() > 0;
            boolean hasNewer = seen > 0 ? span.newestSeq().isAfter(high) : !forward && span.count() > 0;
            List<MessageView> newestFirst = forward ? found.reversed() : found;
            boolean shows = !found.isEmpty();
            boolean cutShort = seen == settings.scan();
            EventId start = shows && !(cutShort && forward) ? newestFirst.getFirst().seq() : high;
            EventId end = shows && !(cutShort && !forward) ? newestFirst.getLast().seq() : low;
            return new MessagePage(newestFirst, start, end, hasOlder, hasNewer, span.count());
        }
    }
}
