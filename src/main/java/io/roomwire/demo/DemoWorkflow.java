package io.roomwire.demo;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.worklog.LogLine;
import io.roomwire.worklog.LogRoom;
import io.roomwire.worklog.LogStatus;
import io.roomwire.worklog.LogWorkflow;
import io.roomwire.worklog.WorkLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** What the agents of a started room say in the demo, a line every two seconds, up to its end. */
@Singleton
@Requires(env = "demo")
final class DemoWorkflow implements LogWorkflow {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final List<Saying> SCRIPT = List.of(
            new Saying("orchestrator", "info", "Reading the request"),
            new Saying("story", "info", "Drafting outline"),
            new Saying("story", "info", "Three acts: the storm, the light, the morning"),
            new Saying("story", "success", "Story is ready"),
            new Saying("asset", "info", "Painting the tower, 1 of 3"),
            new Saying("asset", "info", "Painting the sea, 2 of 3"),
            new Saying("asset", "warn", "The keeper looks like the tower, painting again"),
            new Saying("asset", "success", "Assets are ready"),
            new Saying("code", "info", "Laying out the scene"),
            new Saying("code", "info", "Writing the beam of light"),
            new Saying("code", "warn", "One test is slow"),
            new Saying("code", "success", "All tests pass"),
            new Saying("deploy", "info", "Packing"),
            new Saying("deploy", "info", "Uploading"),
            new Saying("deploy", "success", "It is online"),
            new Saying("orchestrator", "success", "Workflow completed"));

    private final BeanProvider<WorkLog> log;
    private final Clock clock;
    private volatile boolean hasRun;

    DemoWorkflow(BeanProvider<WorkLog> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    private record Saying(String agent, String level, String message) {
    }

    /** Steps of the demo until it may be started again. */
    long steps() {
        return SCRIPT.size() + 4L;
    }

    /** Whether this node has played it. */
    boolean hasRun() {
        return hasRun;
    }

    @Override
    public void run(LogRoom room) {
        hasRun = true;
        try {
            for (Saying saying : SCRIPT) {
                log.get().emit(room.id(), new LogLine(clock.instant().truncatedTo(ChronoUnit.MILLIS), saying.agent,
                        saying.level, saying.message, Optional.empty()));
                Thread.sleep(PAUSE);
            }
            var _ = log.get().set(room.id(), LogStatus.DONE);
        } catch (EventLogUnavailable away) {
            // the next start plays it again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
