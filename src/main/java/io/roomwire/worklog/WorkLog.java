package io.roomwire.worklog;

import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.util.List;

/** Rooms for parts of this program: what their owners and agents do over HTTP. Blocks; safe for any thread. */
@Singleton
public final class WorkLog {

    private final LogRooms rooms;
    private final LogLines lines;
    private final LogBacklog backlog;
    private final List<LogWorkflow> workflows;

    WorkLog(LogRooms rooms, LogLines lines, LogBacklog backlog, List<LogWorkflow> workflows) {
        this.rooms = rooms;
        this.lines = lines;
        this.backlog = backlog;
        this.workflows = List.copyOf(workflows);
    }

    /** Appends a line, or has the node keep it while Redis is away. */
    public void emit(String roomId, LogLine line) {
        Waiting.join(backlog.append(lines.append(Waiting.join(rooms.claim(roomId)), line)));
    }

    /** Sets how far the work has come. */
    public LogRoom set(String roomId, LogStatus status) {
        return rooms.change(roomId, status);
    }

    /** Sets the room running, and lets the work begin unless it is under way. */
    LogRoom start(String roomId) {
        boolean begins = rooms.find(roomId).status() != LogStatus.RUNNING;
        LogRoom room = rooms.change(roomId, LogStatus.RUNNING);
        if (begins) {
            workflows.forEach(work -> Thread.ofVirtual().name("workflow").start(() -> work.run(room)));
        }
        return room;
    }
}
