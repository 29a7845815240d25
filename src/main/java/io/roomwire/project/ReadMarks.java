package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.project.ProjectReads.Mark;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * What a user has read and what is left. Blocks; safe for any thread; fails with {@link ProjectRefusal} or
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
@Singleton
final class ReadMarks {

    private final ProjectReads reads;
    private final MessageReader messages;
    private final ProjectAccess access;

    ReadMarks(ProjectReads reads, MessageReader messages, ProjectAccess access) {
        this.reads = reads;
        this.messages = messages;
        this.access = access;
    }

    void mark(StreamKey project, String user, long upTo) {
        EventId position = new EventId(Math.min(upTo, EventId.MAX));
        var _ = access.writing(project, user, claim -> {
            Waiting.join(reads.mark(claim, user, position));
            return true;
        });
    }

    /** {@code unread_count}, {@code last_message_seq} and {@code last_read_seq}. */
    JsonFields unread(StreamKey project, String user) {
        var _ = access.reading(project, user);
        return unread(project, user, Waiting.join(reads.all(project)));
    }

    /** The same, and how far every member has read. */
    JsonFields statuses(StreamKey project, String user) {
        ProjectMembers members = access.reading(project, user);
        Map<String, Mark> marks = Waiting.join(reads.all(project));
        List<JsonNode> statuses = marks.entrySet().stream().filter(mark -> members.has(mark.getKey()))
                .sorted(Map.Entry.comparingByKey()).map(mark -> new JsonFields().put("user_id", mark.getKey())
                        .put("read_up_to_seq", mark.getValue().seq().value())
                        .put("last_read_at", ProjectTime.text(mark.getValue().at())).object()).toList();
        return unread(project, user, marks).putList("read_statuses", statuses);
    }

    private JsonFields unread(StreamKey project, String user, Map<String, Mark> marks) {
        CompletionStage<MessageSpan> asked = messages.span(project);
        Mark mark = marks.getOrDefault(user, Mark.NOTHING);
        MessageSpan span = Waiting.join(asked);
        return new JsonFields().put("unread_count", span.after(mark.number()))
                .put("last_message_seq", span.newestSeq().value()).put("last_read_seq", mark.seq().value());
    }
}
