package io.roomwire.trading;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** One model's records, in memory. For one thread. */
final class RecordsInMemory implements LedgerLog {

    private final List<Entry> entries = new ArrayList<>();
    private Optional<String> saved = Optional.empty();
    private long number;
    private int saves;
    private int read;

    void add(long id, String json) {
        entries.add(new Entry(new EventId(id), ++number, json));
    }

    /** As a failover does that loses what was written last. */
    void lose(int last) {
        number -= last;
        entries.subList(entries.size() - last, entries.size()).clear();
    }

    /** As Redis does when there are too many. */
    void trim(int first) {
        entries.subList(0, first).clear();
    }

    void forgetSaved() {
        saved = Optional.empty();
    }

    int saves() {
        return saves;
    }

    /** How many records were read since this was last asked. */
    int readSince() {
        int since = read;
        read = 0;
        return since;
    }

    @Override
    public CompletionStage<List<Entry>> read(StreamKey stream, EventId from, int limit) {
        List<Entry> page = entries.stream().filter(entry -> !from.isAfter(entry.id())).limit(limit).toList();
        read += page.size();
        return CompletableFuture.completedFuture(page);
    }

    @Override
    public CompletionStage<Optional<String>> saved(StreamKey stream) {
        return CompletableFuture.completedFuture(saved);
    }

    @Override
    public CompletionStage<Void> save(StreamKey stream, String text) {
        saved = Optional.of(text);
        saves++;
        return CompletableFuture.completedFuture(null);
    }
}
