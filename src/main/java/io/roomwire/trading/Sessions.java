package io.roomwire.trading;

import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts, stops and fails sessions. Whoever changes a run takes its claim first and only then looks what the ledger
 * says of it: from then on nobody else writes it. Blocks; fails with {@link TradingException} or
 * {@link EventLogUnavailable}; safe for any thread.
 */
@Singleton
final class Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final String GONE = "The node that played the session is gone.";
    /** Somebody else is between taking the claim and writing: a few round trips, unless that node dies. */
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int MOST_ATTEMPTS = 100;

    private final SessionRoles roles;
    private final RunJournal journal;
    private final Ledgers ledgers;
    private final TradingSettings settings;

    /** Those that this node plays, with their threads. */
    private final ConcurrentMap<Long, Playing> playing = new ConcurrentHashMap<>();

    private record Playing(Session session, Thread thread) {
    }

    /**
     * How a session was stopped.
     *
     * @param run that was open; empty where there was none, and nothing to stop
     */
    record Stopped(Optional<Run> run, String time) {

        static final Stopped NOTHING = new Stopped(Optional.empty(), "");
    }

    /** How a session was found, or begun. */
    record Started(boolean fresh, String time) {
    }

    Sessions(SessionRoles roles, RunJournal journal, Ledgers ledgers, TradingSettings settings) {
        this.roles = roles;
        this.journal = journal;
        this.ledgers = ledgers;
        this.settings = settings;
    }

    /** Begins a run and plays it on this node, unless one is open. */
    Started start(Model model, RunRequest request) {
        if (playing.size() >= settings.sessions()) {
            throw TradingException.unavailable();
        }
        return settle(() -> roles.take(model.id())
                .map(claim -> holding(claim, () -> new Started(true, begin(model, claim, request))))
                .or(() -> ledgers.now(model).open().map(run -> new Started(false, run.startedAt()))));
    }

    private String begin(Model model, Claim claim, RunRequest request) {
        LedgerState ledger = ledgers.now(model);
        if (ledger.open().isPresent()) {
            journal.fail(model, claim, GONE);
        }
        roles.list(model.id());
        String time = journal.begin(model, claim, request);
        long seed = Objects.hash(model.id(), request.baseModel(), request.startDate(), request.endDate());
        play(model, new Session(model, claim, () -> Simulation.of(request, seed, ledger), journal, settings.step()));
        return time;
    }

    private void play(Model model, Session session) {
        Thread thread = Thread.ofVirtual().name("session-" + model.id()).unstarted(() -> {
            try {
                session.run();
            } finally {
                playing.values().removeIf(known -> known.session().equals(session));
            }
            if (!Thread.currentThread().isInterrupted()) {
                end(model, session.claim());
            }
        });
        playing.put(model.id(), new Playing(session, thread));
        thread.start();
    }

    /** Where that fails the claim runs out, and the watch takes the model off the list. */
    private void end(Model model, Claim claim) {
        try {
            if (roles.renew(claim)) {
                roles.end(model.id(), claim);
            }
        } catch (EventLogUnavailable away) {
            LOG.debug("the session of {} is tidied up later", model.stream());
        }
    }

    /** Ends the run that is open, wherever it is played. */
    Stopped stop(Model model) {
        return settle(() -> stopping(model));
    }

    /** Empty while somebody else is about to end the run. */
    private Optional<Stopped> stopping(Model model) {
        Optional<Run> open = ledgers.now(model).open();
        if (open.isEmpty()) {
            return Optional.of(Stopped.NOTHING);
        }
        return roles.takeOver(model.id(), open.get()).map(claim -> holding(claim, () -> stop(model, claim)));
    }

    private Stopped stop(Model model, Claim claim) {
        Optional<Run> open = ledgers.now(model).open();
        Stopped stopped = open.isEmpty() ? Stopped.NOTHING : new Stopped(open, journal.stop(model, claim));
        roles.end(model.id(), claim);
        return stopped;
    }

    /** Fails the run of a node that is gone; does nothing where a run is played or none is open. */
    void tidy(long id, Supplier<Optional<Model>> find) {
        roles.take(id).ifPresent(claim -> holding(claim, () -> {
            find.get().filter(model -> ledgers.now(model).open().isPresent())
                    .ifPresent(model -> journal.fail(model, claim, GONE));
            roles.end(id, claim);
            return id;
        }));
    }

    /** The claims of the sessions that this node plays. */
    Map<Long, Claim> claims() {
        return playing.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().session().claim()));
    }

    /** Prolongs a session's claim, or ends the session here when it is somebody else's by now. */
    void renew(long id, Claim claim) {
        if (!roles.renew(claim)) {
            Optional.ofNullable(playing.get(id)).filter(known -> known.session().claim().equals(claim))
                    .ifPresent(known -> known.thread().interrupt());
        }
    }

    /** Tries until there is an answer, for as long as another is about to change the same run. */
    private static <T> T settle(Supplier<Optional<T>> attempt) {
        for (int i = 0; i < MOST_ATTEMPTS; i++) {
            try {
                Optional<T> answer = attempt.get();
                if (answer.isPresent()) {
                    return answer.get();
                }
            } catch (ClaimLost overtaken) {
                LOG.debug("somebody else was first");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        throw TradingException.unavailable();
    }

    /** Gives the claim back if the task fails, since nobody else could do anything before it ran out. */
    private <T> T holding(Claim claim, Supplier<T> task) {
        try {
            return task.get();
        } catch (RuntimeException failure) {
            try {
                roles.release(claim);
            } catch (EventLogUnavailable away) {
                failure.addSuppressed(away);
            }
            throw failure;
        }
    }

    /** Leaves its runs to the other nodes, or to the next. */
    @PreDestroy
    void close() {
        playing.values().forEach(known -> known.thread().interrupt());
    }
}
