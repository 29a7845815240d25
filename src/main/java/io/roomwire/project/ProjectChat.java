package io.roomwire.project;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.Append.Limit;
import io.roomwire.hub.Append.Once;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Hub;
import io.roomwire.hub.LimitReached;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;

/**
 * Writes messages: access, limit, event and history in one atomic append. Blocks; safe for any thread; fails with
 * {@link ProjectRefusal}, {@link LimitReached} or {@link io.roomwire.hub.EventLogUnavailable}.
 */
@Singleton
final class ProjectChat {

    private static final String EVENT = "message.new";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    /** A client's message is known by its id alone, whatever comes with it the second time. */
    private static final ByteBuffer ANY_BODY = ByteBuffer.wrap("message".getBytes(UTF_8)).asReadOnlyBuffer();

    private final Hub hub;
    private final ProjectAccess access;
    private final ProjectSettings settings;
    private final JsonText json;
    private final InstantSource clock;

    ProjectChat(Hub hub, ProjectAccess access, ProjectSettings settings, JsonText json, InstantSource clock) {
        this.hub = hub;
        this.access = access;
        this.settings = settings;
        this.json = json;
        this.clock = clock;
    }

    /**
     * What became of a post; a repeat gets what the first one got, but for the mark that it is one.
     *
     * @param at when Redis took it
     */
    record Posted(String id, EventId seq, String clientId, String at, boolean duplicate) {
    }

    /** For a user, who must be one of the project's, or for a service that writes as the assistant. */
    Posted post(ProjectPost post) {
        StreamKey project = ProjectNames.project(post.project());
        return post.byClient() ? access.writing(project, post.user(), claim -> post(post, claim))
                : access.serving(project, claim -> post(post, claim));
    }

    /** The same, once it is known under which claim: may fail with {@link io.roomwire.hub.ClaimLost}. */
    Posted post(ProjectPost post, Claim claim) {
        String clientId = post.clientId().orElseGet(() -> UUID.randomUUID().toString());
        String id = messageId(post.project(), clientId);
        ProjectMessage message = new ProjectMessage(id, clientId, post.project(), post.user(), post.content(),
                ProjectTime.text(clock.instant()), post.buildId(), post.response(), post.parent(), post.target());
        Append append = append(claim.stream(), message).under(claim);
        Appended appended = Waiting.join(hub.append(post.byClient() ? limited(append, post.user()) : append));
        return new Posted(id, appended.id(), clientId, ProjectTime.text(appended.id()), appended.duplicate());
    }

    private Append append(StreamKey project, ProjectMessage message) {
        String line = json.write(message.toJson());
        return Append.of(project, EVENT, line).stamped("seq").once(new Once(message.clientId(), ANY_BODY))
                .recording(HistoryRecord.numbered(ProjectHistory.NAME, line, settings.history()));
    }

    private Append limited(Append append, String user) {
        return settings.messagesPerMinute() == 0 ? append
                : append.within(new Limit(user, settings.messagesPerMinute(), MINUTE));
    }

    /** Made of what it stands for, so that a repeat, at whatever node, has it without asking. */
    private static String messageId(String project, String clientId) {
        return UUID.nameUUIDFromBytes((project + '\n' + clientId).getBytes(UTF_8)).toString();
    }
}
