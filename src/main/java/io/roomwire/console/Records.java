package io.roomwire.console;

import io.micronaut.json.tree.JsonNode;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Records of one kind in the registry. Always read anew: a cache would relay a frame by yesterday's group. Blocks; safe
 * for any thread.
 */
final class Records<T> {

    private static final int MAX_ATTEMPTS = 50;

    private final ConsoleBook book;
    private final JsonText json;
    private final Function<String, StreamKey> key;
    private final Form<T> form;

    Records(ConsoleBook book, JsonText json, Function<String, StreamKey> key, Form<T> form) {
        this.book = book;
        this.json = json;
        this.key = key;
        this.form = form;
    }

    /** How a record is stored. */
    record Form<T>(Function<T, JsonNode> print, Function<JsonNode, T> parse) {
    }

    Optional<T> find(String id) {
        return text(id).map(this::parse);
    }

    /** Those that are there, by id; asked in one batch. */
    Map<String, T> find(Collection<String> ids) {
        List<String> order = ids.stream().distinct().toList();
        Map<String, T> found = new HashMap<>();
        if (!order.isEmpty()) {
            List<Optional<String>> texts = Waiting.join(book.find(order.stream().map(key).toList()));
            for (int i = 0; i < order.size(); i++) {
                String id = order.get(i);
                texts.get(i).ifPresent(text -> found.put(id, parse(text)));
            }
        }
        return found;
    }

    /**
     * Changes a record, or makes it.
     *
     * @param change given the record, empty where there is none; asked again when another was faster; the same record
     *     changes nothing
     * @return what was there before, and what is there now
     */
    Change<T> change(String id, Function<Optional<T>, T> change) {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Optional<String> text = text(id);
            Optional<T> before = text.map(this::parse);
            T after = change.apply(before);
            if (before.filter(after::equals).isPresent()
                    || Waiting.join(book.replace(key.apply(id), text, json.write(form.print().apply(after))))) {
                return new Change<>(before, after);
            }
        }
        throw new EventLogUnavailable(new IllegalStateException(id + " is changed too often"));
    }

    /** A record that was, and is. */
    record Change<T>(Optional<T> before, T after) {

        boolean isNone() {
            return before.filter(after::equals).isPresent();
        }
    }

    private Optional<String> text(String id) {
        return Waiting.join(book.find(List.of(key.apply(id)))).getFirst();
    }

    private T parse(String text) {
        return form.parse().apply(json.read(text));
    }
}
