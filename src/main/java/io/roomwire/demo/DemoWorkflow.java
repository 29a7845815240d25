package io.roomwire.demo;

import io.micronaut.context.annotation.Requires;
import io.roomwire.worklog.LogLine;
import io.roomwire.worklog.LogRoom;
import io.roomwire.worklog.LogStatus;
import io.roomwire.worklog.LogWorkflow;
import io.roomwire.worklog.WorkLog;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the chain of agents in a room that was started; a room whose input says {@code fail} ends in an error. */
@Singleton
@Requires(env = "demo")
final class DemoWorkflow implements LogWorkflow {

    private static final Logger LOG = LoggerFactory.getLogger(DemoWorkflow.class);
    private static final Duration STEP = Duration.ofMillis(800);
    private static final String ORCHESTRATOR = "orchestrator";
    private static final String INFO = "info";
    private static final int BROKEN_AFTER = 4;

    private static final List<Line> LINES = List.of(
            new Line(ORCHESTRATOR, INFO, "Workflow started"),
            new Line("story", INFO, "Drafting outline"),
            new Line("story", "success", "Story finished"),
            new Line("asset", INFO, "Rendering three scenes"),
            new Line("asset", "warn", "Scene two is dark: rendering it again"),
            new Line("asset", "success", "Assets finished"),
            new Line("code", INFO, "Writing the page"),
            new Line("code", "success", "Code finished"),
            new Line("deploy", INFO, "Uploading"),
            new Line("deploy", "success", "Deployed"),
            new Line(ORCHESTRATOR, "success", "Workflow finished"));

    private final Provider<WorkLog> log;
    private final Clock clock;

    /** @param log asked for when a room is started, since it knows its workflows */
    DemoWorkflow(Provider<WorkLog> log, Clock clock) {
        this.log = log;
        this.clock = clock;
    }

    private record Line(String agentType, String level, String message) {
    }

    @Override
    public void run(LogRoom room) {
        try {
            boolean breaks = room.inputText().contains("fail");
            for (Line line : breaks ? LINES.subList(0, BROKEN_AFTER) : LINES) {
                say(room, line);
                Thread.sleep(STEP);
            }
            if (breaks) {
                say(room, new Line(ORCHESTRATOR, "error", "Workflow failed: the renderer is out of paint"));
            }
            log.get().set(room.id(), breaks ? LogStatus.ERROR : LogStatus.DONE);
        } catch (InterruptedException | RuntimeException e) {
            LOG.debug("the demo gives up room {}", room.id(), e);
        }
    }

    private void say(LogRoom room, Line line) {
        log.get().emit(room.id(),
                new LogLine(clock.instant(), line.agentType(), line.level(), line.message(), Optional.empty()));
    }
}
