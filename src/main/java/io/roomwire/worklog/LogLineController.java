package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.Caller;
import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Takes in lines by HTTP. */
@WorklogApi
@Controller("/api/v1/rooms/{id}/logs")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogLineController extends LogErrors {

    private final LogAccess access;
    private final LogRooms rooms;
    private final LogLines lines;
    private final LogBacklog backlog;

    LogLineController(LogAccess access, LogRooms rooms, LogLines lines, LogBacklog backlog, LogErrorShape shape) {
        super(shape);
        this.access = access;
        this.rooms = rooms;
        this.lines = lines;
        this.backlog = backlog;
    }

    /**
     * Writes a line. Answers 202 once it is in the log, or, while Redis is away, has a place in the node's queue.
     */
    @WorklogApi.Line
    @Post
    @Status(HttpStatus.ACCEPTED)
    JsonNode post(HttpRequest<?> request, @WorklogApi.Room String id,
                  @Schema(implementation = Object.class) @Body byte @Nullable [] body) {
        Claim room = access.writing(request, id);
        append(id, room, lines.append(room, lines.posted(body), Caller.of(request).orElse("")));
        return new JsonFields().put("accepted", true).object();
    }

    private void append(String id, Claim room, Append line) {
        try {
            Waiting.join(backlog.append(line));
        } catch (ClaimLost gone) {
            rooms.forget(room);
            throw LogRefusal.notFound(id);
        }
    }
}
