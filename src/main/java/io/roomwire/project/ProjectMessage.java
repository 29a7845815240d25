package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import java.util.Objects;
import java.util.Optional;

/**
 * One message of a project, as stored and sent; its {@code seq} is the id of the event that brought it.
 *
 * @param id the same for every repeat of the client's message
 * @param clientId chosen by the client, or by this node where it did not
 * @param user who wrote it
 * @param timestamp ISO 8601, UTC, milliseconds
 * @param buildId of the build that it is about
 * @param response any JSON that an assistant adds
 * @param parent the message that it answers
 * @param target whom it is meant for
 */
record ProjectMessage(String id, String clientId, String project, String user, Content content, String timestamp,
                      Optional<JsonNode> buildId, Optional<JsonNode> response, Optional<String> parent,
                      Optional<String> target) {

    /** What is said, and how. */
    record Content(String text, MessageType type, MessageMode mode, ActorType actor) {

        private JsonNode toJson() {
            return new JsonFields().put("text", text).put("type", ProjectWords.of(type))
                    .put("mode", ProjectWords.of(mode))
                    .put("actor_type", ProjectWords.of(actor)).object();
        }

        private static Content of(JsonNode object) {
            return new Content(member(object, "text"), ProjectWords.read(MessageType.class, member(object, "type"), "type"),
                    ProjectWords.read(MessageMode.class, member(object, "mode"), "mode"),
                    ProjectWords.read(ActorType.class, member(object, "actor_type"), "actor_type"));
        }
    }

    /** The data of {@code message.new}, but for {@code seq}, which is put before the first member. */
    JsonNode toJson() {
        JsonFields fields = new JsonFields().put("messageId", id).put("client_msg_id", clientId)
                .put("projectId", project)
                .put("userId", user).put("content", content.toJson()).put("timestamp", timestamp)
                .put("metadata", new JsonFields().put("build_id", buildId).put("response_data", response).object());
        parent.ifPresent(answered -> fields.put("thread", new JsonFields().put("parentId", answered).object()));
        target.ifPresent(meant -> fields.put("target", meant));
        return fields.object();
    }

    /** Reads back what {@link #toJson} gave. */
    static ProjectMessage of(JsonNode stored) {
        JsonNode metadata = part(stored, "metadata");
        return new ProjectMessage(member(stored, "messageId"), member(stored, "client_msg_id"), member(stored, "projectId"),
                member(stored, "userId"), Content.of(part(stored, "content")), member(stored, "timestamp"),
                JsonFields.given(metadata, "build_id"), JsonFields.given(metadata, "response_data"),
                JsonFields.given(stored, "thread").flatMap(thread -> JsonFields.text(thread, "parentId")),
                JsonFields.text(stored, "target"));
    }

    private static JsonNode part(JsonNode object, String name) {
        return Objects.requireNonNull(object.get(name), name);
    }

    private static String member(JsonNode object, String name) {
        return part(object, name).getStringValue();
    }
}
