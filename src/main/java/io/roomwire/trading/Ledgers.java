package io.roomwire.trading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.trading.LedgerLog.Entry;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models' ledgers, folded from their records when somebody asks. A node keeps what it has folded and reads only
 * what came since; it looks whether the last record that it has folded is still there, and if not, as after a failover
 * that lost it, folds anew: from what was saved, else from the beginning. So any node gives the same answer.
 *
 * <p>What the records came to is saved once in so many of them that it is there long before Redis drops them.
 *
 * <p>Safe for any thread.
 */
@Singleton
final class Ledgers {

    private static final Logger LOG = LoggerFactory.getLogger(Ledgers.class);
    private static final int PAGE = 1000;
    private static final int MOST_KEPT = 256;
    private static final int MOST_COUNTED = 100_000;
    private static final int SAVES_PER_HISTORY = 100;

    private final LedgerLog log;
    private final JsonText json;
    private final TradingSettings settings;
    private final int saveEvery;

    /** How many records this node made of a model since it last looked. */
    private final ConcurrentMap<Long, Integer> made = new ConcurrentHashMap<>();

    /** The ones asked for last. */
    @GuardedBy("this")
    private final Map<Long, Folded> kept = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * A ledger as far as it is folded.
     *
     * @param since the number of records behind the one that was saved last
     */
    private record Folded(Ledger ledger, int since) {
    }

    Ledgers(LedgerLog log, JsonText json, TradingSettings settings) {
        this.log = log;
        this.json = json;
        this.settings = settings;
        this.saveEvery = settings.records() / SAVES_PER_HISTORY;
    }

    /** What goes along with an append, so that the ledger has it. */
    HistoryRecord record(Model model, LedgerRecord record) {
        count(model);
        return HistoryRecord.numbered(LedgerLog.HISTORY, json.write(record.json()), settings.records());
    }

    /** Where many trade and nobody asks, it must be folded all the same. */
    private void count(Model model) {
        if (made.size() >= MOST_COUNTED) {
            made.clear();
        }
        if (made.merge(model.id(), 1, Integer::sum) >= saveEvery) {
            made.remove(model.id());
            var _ = read(model).whenComplete((state, failure) -> logged(model.stream(), failure));
        }
    }

    /** As it is now. Blocks; fails with {@link EventLogUnavailable}. */
    LedgerState now(Model model) {
        return Waiting.join(read(model));
    }

    /** As they are now, in the order of the models; all are asked for at once. Blocks. */
    List<LedgerState> now(List<Model> models) {
        List<CompletionStage<LedgerState>> reads = models.stream().map(this::read).toList();
        return reads.stream().map(Waiting::join).toList();
    }

    private CompletionStage<LedgerState> read(Model model) {
        return known(model.id())
                .map(folded -> catchUp(model, folded))
                .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()))
                .thenCompose(done -> done.isPresent() ? CompletableFuture.completedStage(done) : fromSaved(model))
                .thenCompose(done -> done.isPresent() ? CompletableFuture.completedStage(done.get()) : anew(model));
    }

    /** Empty when the last record folded is gone, and with it the grounds to go on from there. */
    private CompletionStage<Optional<LedgerState>> catchUp(Model model, Folded folded) {
        EventId last = new EventId(folded.ledger().last());
        return log.read(model.stream(), last, PAGE).thenCompose(page -> isThere(last, page)
                ? fold(model, folded, page).thenApply(Optional::of)
                : CompletableFuture.completedStage(Optional.empty()));
    }

    private static boolean isThere(EventId last, List<Entry> page) {
        return last.isNone() ? page.isEmpty() || page.getFirst().number() == 1
                : !page.isEmpty() && page.getFirst().id().equals(last);
    }

    private CompletionStage<Optional<LedgerState>> fromSaved(Model model) {
        return log.saved(model.stream()).thenCompose(text -> text.isPresent()
                ? catchUp(model, new Folded(ledger(json.read(text.get(), LedgerState.class)), 0))
                : CompletableFuture.completedStage(Optional.empty()));
    }

    private CompletionStage<LedgerState> anew(Model model) {
        return log.read(model.stream(), EventId.NONE, PAGE).thenCompose(page -> {
            if (!page.isEmpty() && page.getFirst().number() > 1) {
                LOG.warn("{} lacks its first {} records, which went before they were saved", model.stream(),
                        page.getFirst().number() - 1);
            }
            return fold(model, new Folded(ledger(LedgerState.initial(model.initialCash())), 0), page);
        });
    }

    private Ledger ledger(LedgerState state) {
        return new Ledger(state, settings.points());
    }

    /** Folds the page and all that follows it. */
    private CompletionStage<LedgerState> fold(Model model, Folded folded, List<Entry> page) {
        Ledger ledger = folded.ledger();
        long before = ledger.last();
        page.forEach(entry -> LedgerRecord.parse(json.read(entry.json()))
                .ifPresent(record -> ledger.fold(entry.id().value(), record)));
        int news = (int) page.stream().filter(entry -> entry.id().value() > before).count();
        Folded now = new Folded(ledger, folded.since() + news);
        if (page.size() == PAGE) {
            EventId next = page.getLast().id();
            return log.read(model.stream(), next, PAGE).thenCompose(more -> fold(model, now, more));
        }
        LedgerState state = ledger.state();
        keep(model.id(), now.since() >= saveEvery ? saved(model.stream(), ledger, state) : now);
        return CompletableFuture.completedStage(state);
    }

    /** A later one saves again if this is lost. */
    private Folded saved(StreamKey stream, Ledger ledger, LedgerState state) {
        var _ = log.save(stream, json.write(state)).whenComplete((done, failure) -> logged(stream, failure));
        return new Folded(ledger, 0);
    }

    private static void logged(StreamKey stream, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.debug("{} is folded and saved later", stream, failure);
        }
    }

    private synchronized Optional<Folded> known(long id) {
        return Optional.ofNullable(kept.get(id));
    }

    private synchronized void keep(long id, Folded folded) {
        kept.put(id, folded);
        if (kept.size() > MOST_KEPT) {
            kept.remove(kept.keySet().iterator().next());
        }
    }
}
