package io.roomwire.project;

import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Reset;
import io.roomwire.hub.ResetReason;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.roomwire.project.ProjectHistory.Entry;
import io.roomwire.sse.EventForm;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;

/**
 * Reads what clients have missed. Those who come back at once have mostly missed the same, and share one reading. Safe
 * for any thread, never blocks.
 */
@Singleton
final class ProjectReplays {

    /** Messages that a client is sent; more it reads from the history. */
    private static final int MOST = 200;

    private final ProjectHistory history;
    private final JsonText json;
    private final ConcurrentMap<Gap, CompletableFuture<ProjectReplay>> running = new ConcurrentHashMap<>();

    private record Gap(StreamKey project, EventId from, EventId newest) {
    }

    /**
     * What a reading brought.
     *
     * @param entries from the position on, itself included
     * @param newest the one at the end of the gap
     * @param oldest the one retained longest
     */
    private record Found(List<Entry> entries, Optional<Entry> newest, Optional<Entry> oldest) {
    }

    ProjectReplays(ProjectHistory history, JsonText json) {
        this.history = history;
        this.json = json;
    }

    /**
     * What was said after {@code from}, up to {@code newest}, itself included.
     *
     * @param from any number that a client takes for a position
     * @return may fail with {@link io.roomwire.hub.EventLogUnavailable}
     */
    CompletionStage<ProjectReplay> read(StreamKey project, EventId from, EventId newest) {
        return from.equals(newest) ? CompletableFuture.completedStage(ProjectReplay.NOTHING)
                : shared(new Gap(project, from, newest));
    }

    private CompletionStage<ProjectReplay> shared(Gap gap) {
        CompletableFuture<ProjectReplay> own = new CompletableFuture<>();
        CompletableFuture<ProjectReplay> known = running.putIfAbsent(gap, own);
        if (known != null) {
            return known;
        }
        var _ = find(gap).thenApply(found -> replay(gap, found)).whenComplete((replay, failure) -> {
            running.remove(gap, own);
            var _ = failure == null ? own.complete(replay) : own.completeExceptionally(failure);
        });
        return own;
    }

    /** All asked for in one batch. */
    private CompletionStage<Found> find(Gap gap) {
        CompletionStage<List<Entry>> entries = history.oldest(gap.project(), gap.from(), gap.newest(), MOST + 2);
        CompletionStage<List<Entry>> newest = history.newest(gap.project(), EventId.NONE, gap.newest(), 1);
        return history.oldest(gap.project(), EventId.NONE, ProjectHistory.END, 1)
                .thenCombine(newest, (first, last) ->
                        new Found(List.of(), last.stream().findFirst(), first.stream().findFirst()))
                .thenCombine(entries, (found, all) -> new Found(all, found.newest(), found.oldest()));
    }

    private ProjectReplay replay(Gap gap, Found found) {
        List<Entry> missed = found.entries().stream().filter(entry -> entry.seq().isAfter(gap.from())).toList();
        List<Entry> sent = missed.subList(0, Math.min(MOST, missed.size()));
        String blocks = sent.stream().map(ProjectReplay::block).collect(Collectors.joining());
        boolean complete = missed.size() == sent.size();
        return new ProjectReplay(reset(gap, found), complete ? blocks : blocks + end(gap, found, sent), complete);
    }

    private Optional<Reset> reset(Gap gap, Found found) {
        boolean isMessage = !found.entries().isEmpty() && found.entries().getFirst().seq().equals(gap.from());
        boolean isBeginning = gap.from().isNone() && found.oldest().map(Entry::number).orElse(1L) == 1;
        if (isMessage || isBeginning) {
            return Optional.empty();
        }
        EventId oldest = found.oldest().map(Entry::seq).orElse(EventId.NONE);
        ResetReason reason = oldest.isAfter(gap.from()) ? ResetReason.TRIMMED : ResetReason.UNKNOWN;
        return Optional.of(new Reset(reason, gap.from(), oldest, gap.newest()));
    }

    /** The numbers of messages make the count exact without counting. */
    private String end(Gap gap, Found found, List<Entry> sent) {
        long last = found.newest().map(Entry::number).orElse(0L);
        return EventForm.block("replay.end", json.write(new JsonFields()
                .put("message", "More messages available via HTTP history API")
                .put("lastReplayedSeq", sent.getLast().seq().value()).put("projectId", gap.project().name())
                .put("totalAvailable", last - sent.getFirst().number() + 1).object()));
    }
}
