package io.roomwire.project;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.List;

/** Search over what is retained of a project, newest first. Blocks; safe for any thread. */
@Singleton
final class MessageSearch {

    private static final int LONGEST = 500;
    private static final int STANDARD = 20;
    private static final int MOST = 100;

    private final MessageReader messages;
    private final ProjectSettings settings;

    MessageSearch(MessageReader messages, ProjectSettings settings) {
        this.messages = messages;
        this.settings = settings;
    }

    JsonNode forService(StreamKey project, ProjectQuery query) {
        String text = text(query);
        List<JsonNode> results = messages.page(project, MessageWish.search(query, text, limit(query)))
                .shown(MessageView::forService);
        return new JsonFields().putList("results", results).put("count", results.size()).put("query", text).object();
    }

    /** All matches are counted, as far as the search looks. */
    JsonNode forBrowser(StreamKey project, ProjectQuery query) {
        String text = text(query);
        int limit = limit(query);
        int offset = query.count("offset", 0, 0, settings.scan());
        List<MessageView> all = messages.page(project, MessageWish.search(query, text, settings.scan())).messages();
        List<MessageView> shown = all.subList(Math.min(offset, all.size()), Math.min(offset + limit, all.size()));
        return new JsonFields().putList("messages", shown.stream().map(MessageView::forBrowser).toList())
                .putList("results", shown.stream().map(MessageView::forService).toList())
                .put("total_count", all.size()).put("count", shown.size()).put("query", text).object();
    }

    private static String text(ProjectQuery query) {
        String text = query.required("q");
        if (text.length() > LONGEST) {
            throw ProjectRefusal.invalid("querystring/q must be 1 to " + LONGEST + " characters");
        }
        return text;
    }

    private static int limit(ProjectQuery query) {
        return query.count("limit", STANDARD, 1, MOST);
    }
}
