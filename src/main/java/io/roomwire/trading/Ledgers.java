package io.roomwire.trading;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.event.EventId;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append.HistoryRecord;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonText;
import io.roomwire.trading.LedgerLog.Entry;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
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
    private final Executor blocking;
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

    Ledgers(LedgerLog log, JsonText json, TradingSettings settings,
            @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.log = log;
        this.json = json;
        this.settings = settings;
        this.blocking = blocking;
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
            blocking.execute(() -> foldUnasked(model));
        }
    }

    private void foldUnasked(Model model) {
        try {
            var _ = now(model);
        } catch (EventLogUnavailable away) {
            logged(model.stream(), away);
        }
    }

    /** As they are now, in the order of the models; all are asked for at once. Blocks. */
    List<LedgerState> now(List<Model> models) {
        List<CompletableFuture<LedgerState>> all = models.stream()
                .map(model -> CompletableFuture.supplyAsync(() -> now(model), blocking)).toList();
        return all.stream().map(Waiting::join).toList();
    }

    /** As it is now. Blocks; fails with {@link EventLogUnavailable}. */
    LedgerState now(Model model) {
        return known(model.id()).flatMap(folded -> catchUp(model, folded))
                .or(() -> saved(model).flatMap(folded -> catchUp(model, folded)))
                .orElseGet(() -> anew(model));
    }

    /** Empty when the last record folded is gone, and with it the grounds to go on from there. */
    private Optional<LedgerState> catchUp(Model model, Folded folded) {
        EventId last = new EventId(folded.ledger().last());
        List<Entry> page = page(model, last);
        boolean there = last.isNone() ? page.isEmpty() || page.getFirst().number() == 1
                : !page.isEmpty() && page.getFirst().id().equals(last);
        return there ? Optional.of(fold(model, folded, page)) : Optional.empty();
    }

    private Optional<Folded> saved(Model model) {
        return Waiting.join(log.saved(model.stream()))
                .map(text -> new Folded(ledger(json.read(text, LedgerState.class)), 0));
    }

    private LedgerState anew(Model model) {
        List<Entry> page = page(model, EventId.NONE);
        if (!page.isEmpty() && page.getFirst().number() > 1) {
            LOG.warn("{} lacks its first {} records, which went before they were saved", model.stream(),
                    page.getFirst().number() - 1);
        }
        return fold(model, new Folded(ledger(LedgerState.initial(model.initialCash())), 0), page);
    }

    private Ledger ledger(LedgerState state) {
        return new Ledger(state, settings.points());
    }

    private List<Entry> page(Model model, EventId from) {
        return Waiting.join(log.read(model.stream(), from, PAGE));
    }

    /** Folds the page and all that follows it. */
    private LedgerState fold(Model model, Folded folded, List<Entry> first) {
        Ledger ledger = folded.ledger();
        int since = folded.since() + fold(ledger, first);
        for (List<Entry> page = first; page.size() == PAGE;) {
            page = page(model, page.getLast().id());
            since += fold(ledger, page);
        }
        LedgerState state = ledger.state();
        if (since >= saveEvery) {
            save(model.stream(), state);
            since = 0;
        }
        keep(model.id(), new Folded(ledger, since));
        return state;
    }

    /** How many of the records were new. */
    private int fold(Ledger ledger, List<Entry> page) {
        int news = 0;
        for (Entry entry : page) {
            long id = entry.id().value();
            news += id > ledger.last() ? 1 : 0;
            LedgerRecord.parse(json.read(entry.json())).ifPresent(record -> ledger.fold(id, record));
        }
        return news;
    }

    /** A later one saves again if this is lost. */
    private void save(StreamKey stream, LedgerState state) {
        var _ = log.save(stream, json.write(state)).whenComplete((done, failure) -> logged(stream, failure));
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
