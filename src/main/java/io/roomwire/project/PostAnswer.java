package io.roomwire.project;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.json.JsonFields;
import io.roomwire.project.ProjectChat.Posted;

/** What is answered to a message: 201, or 200 to a repeat. */
final class PostAnswer {

    private PostAnswer() {
    }

    static HttpResponse<JsonNode> of(Posted posted) {
        JsonFields body = new JsonFields().put("id", posted.id()).put("seq", posted.seq().value())
                .put("client_msg_id", posted.clientId()).put("timestamp", posted.at());
        return answer(posted, posted.duplicate() ? body.put("duplicateOf", posted.id()) : body);
    }

    static HttpResponse<JsonNode> answer(Posted posted, JsonFields body) {
        return HttpResponse.<JsonNode>status(posted.duplicate() ? HttpStatus.OK : HttpStatus.CREATED)
                .body(body.object());
    }
}
