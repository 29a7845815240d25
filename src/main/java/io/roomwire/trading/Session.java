package io.roomwire.trading;

import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.EventLogUnavailable;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run as it is played on this node, by a thread of its own, until it is complete or the claim has passed to whoever
 * stopped it or found it dead. A step that Redis did not answer is looked for, and written again if it is not there.
 */
final class Session implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final Duration RETRY = Duration.ofMillis(200);

    private final Model model;
    private final Claim claim;
    private final Supplier<? extends Iterator<Step>> course;
    private final RunJournal journal;
    private final Duration pause;

    /** @param course made when the run begins; what it throws is told as the run's error */
    Session(Model model, Claim claim, Supplier<? extends Iterator<Step>> course, RunJournal journal, Duration pause) {
        this.model = model;
        this.claim = claim;
        this.course = course;
        this.journal = journal;
        this.pause = pause;
    }

    Claim claim() {
        return claim;
    }

    /** Returns when the run has ended. Interrupted, or without the claim, it leaves the run to others. */
    @Override
    public void run() {
        try {
            play();
        } catch (ClaimLost over) {
            LOG.debug("the session of {} is somebody else's", model.stream());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void play() throws InterruptedException {
        try {
            Iterator<Step> steps = course.get();
            while (steps.hasNext()) {
                Thread.sleep(pause);
                write(journal.prepare(model, claim, steps.next()));
            }
        } catch (IllegalArgumentException wrong) {
            write(journal.failing(model, claim, String.valueOf(wrong.getMessage())));
        }
    }

    private void write(Append append) throws InterruptedException {
        boolean written = false;
        for (boolean again = false; !written; again = true) {
            try {
                if (!again || !journal.isWritten(append)) {
                    journal.write(append);
                }
                written = true;
            } catch (EventLogUnavailable away) {
                LOG.debug("the session of {} waits for Redis", model.stream());
                Thread.sleep(RETRY);
            }
        }
    }
}
