package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import java.util.Optional;

/**
 * A wish to say something.
 *
 * @param clientId chosen by the client; the same one again is the same message
 */
record ProjectPost(String project, String user, Optional<String> clientId, ProjectMessage.Content content,
                   Optional<JsonNode> buildId, Optional<JsonNode> response, Optional<String> parent,
                   Optional<String> target) {

    static final int LONGEST = 10_000;

    /** What a user says. */
    static ProjectPost byUser(String project, String user, Optional<String> clientId, String text, MessageMode mode) {
        return new ProjectPost(project, user, clientId,
                new ProjectMessage.Content(text, MessageType.USER, mode, ActorType.CLIENT),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    ProjectPost answering(Optional<String> message) {
        return new ProjectPost(project, user, clientId, content, buildId, response, message, target);
    }

    ProjectPost meantFor(Optional<MessageTarget> whom) {
        return new ProjectPost(project, user, clientId, content, buildId, response, parent, whom.map(ProjectWords::of));
    }

    boolean byClient() {
        return content.actor() == ActorType.CLIENT;
    }
}
