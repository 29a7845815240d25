package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.EventId;
import io.roomwire.json.JsonFields;

/** A message of a history, as either face shows it. */
record MessageView(EventId seq, ProjectMessage message) {

    JsonNode forService() {
        ProjectMessage.Content content = message.content();
        JsonFields fields = new JsonFields().put("id", message.id()).put("seq", seq.value())
                .put("client_msg_id", message.clientId()).put("projectId", message.project())
                .put("user", new JsonFields().put("id", message.user()).put("name", message.user())
                        .put("type", ProjectWords.of(content.actor())).object())
                .put("message", new JsonFields().put("text", content.text())
                        .put("type", ProjectWords.of(content.type()))
                        .put("mode", ProjectWords.of(content.mode())).put("timestamp", message.timestamp()).object());
        message.buildId().ifPresent(build -> fields.put("build", new JsonFields().put("id", build)
                .put("status", message.response().flatMap(data -> JsonFields.given(data, "status"))).object()));
        JsonFields thread = new JsonFields();
        message.parent().ifPresent(parent -> thread.put("parentId", parent));
        return fields.put("thread", thread.object())
                .put("metadata", new JsonFields().put("build_id", message.buildId())
                        .put("response_data", message.response()).object())
                .put("isDeleted", false).putNull("editedAt").put("visibility", "public").object();
    }

    JsonNode forBrowser() {
        ProjectMessage.Content content = message.content();
        JsonFields fields = new JsonFields().put("id", message.id()).put("seq", seq.value())
                .put("project_id", message.project()).put("user_id", message.user())
                .put("message_type", ProjectWords.of(content.type())).put("text", content.text())
                .put("target", message.target().orElse("ai"))
                .put("created_at", message.timestamp()).put("updated_at", message.timestamp())
                .put("client_msg_id", message.clientId());
        return fields.put("mode", ProjectWords.of(content.mode())).put("actor_type", ProjectWords.of(content.actor()))
                .put("build_id", message.buildId()).put("response_data", message.response()).object();
    }
}
