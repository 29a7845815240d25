package io.roomwire.trading;

import io.roomwire.event.EventId;
import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * Tells what becomes of a run, to viewers and to the ledger in one. Blocks; fails with
 * {@link io.roomwire.hub.ClaimLost} when the run is no longer the caller's; safe for any thread.
 */
@Singleton
final class RunJournal {

    /** More than a stream keeps. */
    private static final int ALL = 1000;

    private final Hub hub;
    private final TradingAppends appends;
    private final Clock clock;

    RunJournal(Hub hub, TradingAppends appends, Clock clock) {
        this.hub = hub;
        this.appends = appends;
        this.clock = clock;
    }

    /** Begins a run; its time is the answer. */
    String begin(Model model, Claim claim, RunRequest request) {
        String now = now();
        TradingEvent event = TradingEvent.message("status", now, "Initializing AI agent...");
        write(appends.of(model, event, new RunRecord.Begun(now, claim.token(), request)).under(claim));
        return now;
    }

    /** Ends a run as failed. */
    void fail(Model model, Claim claim, String error) {
        write(failing(model, claim, error));
    }

    /** The end of a run that failed, for {@link #write}. */
    Append failing(Model model, Claim claim, String error) {
        TradingEvent event = TradingEvent.message("error", now(), error);
        return changing(model, event, RunStatus.FAILED, Optional.of(error)).under(claim);
    }

    /** Ends a run because somebody wants that; its time is the answer. */
    String stop(Model model, Claim claim) {
        TradingEvent event = TradingEvent.message("status", now(), "Trading session stopped");
        write(changing(model, event, RunStatus.STOPPED, Optional.empty()).under(claim));
        return event.timestamp();
    }

    /** The step as it happens now, for {@link #write}. */
    Append prepare(Model model, Claim claim, Step step) {
        TradingEvent event = step.event(now());
        return step.change().map(status -> changing(model, event, status, Optional.empty()))
                .orElseGet(() -> appends.of(model, event)).under(claim);
    }

    private Append changing(Model model, TradingEvent event, RunStatus status, Optional<String> error) {
        return appends.of(model, event, new RunRecord.Changed(event.timestamp(), status, error));
    }

    void write(Append append) {
        var _ = Waiting.join(hub.append(append));
    }

    /**
     * Whether an append that Redis did not answer took place. An idempotency key was rejected: each would be kept for a
     * day, for something that happens twice a second.
     */
    boolean isWritten(Append append) {
        return Waiting.join(hub.read(append.stream(), EventId.NONE, ALL)).stream()
                .anyMatch(event -> event.data().equals(append.data()));
    }

    private String now() {
        return UtcTime.of(clock.instant());
    }
}
