package io.roomwire.project;

import io.micronaut.http.HttpResponse;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.project.ProjectChat.Posted;
import io.roomwire.project.ProjectSessions.Session;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Messages by the unified route, which come with a session, and sessions. Blocks; safe for any thread; fails as
 * {@link ProjectChat} does.
 */
@Singleton
final class UnifiedChat {

    private static final MessageMode MODE = MessageMode.UNIFIED;

    private final ProjectChat chat;
    private final ProjectSessions sessions;
    private final ProjectAccess access;

    UnifiedChat(ProjectChat chat, ProjectSessions sessions, ProjectAccess access) {
        this.chat = chat;
        this.sessions = sessions;
        this.access = access;
    }

    /** Stores the body's {@code message}. */
    HttpResponse<JsonNode> post(String project, String user, ProjectBody body) {
        String text = body.text("message", 1, ProjectPost.LONGEST);
        boolean build = body.flag("buildImmediately").orElse(false);
        Optional<String> locale = body.given("locale", 1, 35);
        ProjectPost post = ProjectPost.byUser(project, user, body.givenId("client_msg_id"), text, MODE);
        return access.writing(ProjectNames.project(project), user, claim -> {
            CompletionStage<Session> session = session(claim, user, true, locale);
            Posted posted = chat.post(post, claim);
            return PostAnswer.answer(posted, answer(posted, Waiting.join(session), build));
        });
    }

    private static JsonFields answer(Posted posted, Session session, boolean build) {
        JsonFields fields = new JsonFields().put("accepted", true).put("success", true).put("queued", false)
                .put("mode", ProjectWords.of(MODE)).put("sessionId", session.id()).put("messageId", posted.id())
                .put("message_seq", posted.seq().value()).put("client_msg_id", posted.clientId());
        if (posted.duplicate()) {
            fields.put("isDuplicate", true);
        }
        return fields.put("timestamp", posted.at()).putList("actions", List.of())
                .put("preferences", new JsonFields().put("buildImmediately", build).object());
    }

    /** The user's session; looking at it does not count as activity. */
    JsonNode session(StreamKey project, String user) {
        Session session = access.writing(project, user, claim ->
                Waiting.join(session(claim, user, false, Optional.empty())));
        JsonFields fields = new JsonFields().put("sessionId", session.id()).put("isActive", true)
                .put("lastActive", ProjectTime.text(session.lastActive()));
        session.locale().ifPresent(locale -> fields.put("preferredLocale", locale));
        return fields.object();
    }

    private CompletionStage<Session> session(Claim claim, String user, boolean active, Optional<String> locale) {
        return sessions.of(claim, user, UUID.randomUUID().toString(), active, locale);
    }
}
