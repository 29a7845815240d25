package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.EventId;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.function.Function;

/**
 * Some messages of a history, newest first.
 *
 * @param start the newest one's id, zero for none
 * @param end the oldest one's, or how far back was looked where that had a limit; older ones are asked for before it
 * @param retained how many messages the project has
 */
record MessagePage(List<MessageView> messages, EventId start, EventId end, boolean hasOlder, boolean hasNewer,
                   long retained) {

    MessagePage {
        messages = List.copyOf(messages);
    }

    JsonNode pagination() {
        return new JsonFields().put("start_seq", start.value()).put("end_seq", end.value())
                .put("has_more_older", hasOlder).put("has_more_newer", hasNewer).object();
    }

    List<JsonNode> shown(Function<MessageView, JsonNode> form) {
        return messages.stream().map(form).toList();
    }
}
