package io.roomwire.room;

import io.roomwire.event.StreamKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The histories of one stream; an entry's id is its index. */
final class HistoryInMemory implements RoomHistory {

    private final Map<String, List<String>> histories = new HashMap<>();

    void add(String history, String json) {
        histories.computeIfAbsent(history, name -> new ArrayList<>()).add(json);
    }

    @Override
    public CompletionStage<List<String>> oldest(StreamKey stream, String history, int limit) {
        List<String> all = histories.getOrDefault(history, List.of());
        return CompletableFuture.completedStage(all.subList(0, Math.min(limit, all.size())));
    }

    @Override
    public CompletionStage<List<Entry>> page(StreamKey stream, String history, Optional<String> before, int limit) {
        List<String> all = histories.getOrDefault(history, List.of());
        List<Entry> page = new ArrayList<>();
        for (int i = before.map(Integer::parseInt).orElse(all.size()) - 1; i >= 0 && page.size() < limit; i--) {
            page.add(new Entry(Integer.toString(i), all.get(i)));
        }
        return CompletableFuture.completedStage(page);
    }
}
