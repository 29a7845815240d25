package io.roomwire.worklog;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.Identity;
import io.roomwire.json.JsonText;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rooms: create, find, start, and say how far the work has come. */
@WorklogApi
@Controller("/api/v1/rooms")
@ExecuteOn(TaskExecutors.BLOCKING)
final class LogRoomController extends LogErrors {

    private static final String INPUT_TEXT = "inputText";
    private static final int LONGEST_INPUT = 5000;
    private static final String STATUS = "status";

    private final LogRooms rooms;
    private final LogAccess access;
    private final WorkLog work;
    private final JsonText json;

    LogRoomController(LogRooms rooms, LogAccess access, WorkLog work, JsonText json, LogErrorShape shape) {
        super(shape);
        this.rooms = rooms;
        this.access = access;
        this.work = work;
        this.json = json;
    }

    /** Creates a room of the caller's. */
    @WorklogApi.Create
    @Post
    @Status(HttpStatus.CREATED)
    JsonNode create(HttpRequest<?> request, @Schema(implementation = Object.class) @Body byte @Nullable [] body) {
        Identity caller = access.caller(request);
        LogFields fields = LogFields.read(json, body);
        fields.only(Set.of(INPUT_TEXT));
        String inputText = fields.text(INPUT_TEXT, 1, LONGEST_INPUT);
        fields.check();
        return LogRoomJson.created(rooms.create(caller, inputText));
    }

    /** The caller's own rooms, newest first. */
    @WorklogApi.Own
    @Get
    List<JsonNode> list(HttpRequest<?> request) {
        return rooms.of(access.caller(request)).stream().map(LogRoomJson::listed).toList();
    }

    /** A room and its owner. */
    @WorklogApi.Whole
    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, @WorklogApi.Room String id) {
        access.reading(request, id);
        return LogRoomJson.whole(rooms.find(id));
    }

    /** Starts the work in a room, for its owner; where it is under way, it goes on. */
    @WorklogApi.Start
    @Post("/{id}/start")
    JsonNode start(HttpRequest<?> request, @WorklogApi.Room String id) {
        access.owning(request, id);
        return LogRoomJson.started(work.start(id));
    }

    /** Says how far the work in a room has come. */
    @WorklogApi.Change
    @Patch("/{id}")
    JsonNode change(HttpRequest<?> request, @WorklogApi.Room String id,
                    @Schema(implementation = Object.class) @Body byte @Nullable [] body) {
        access.writing(request, id);
        LogFields fields = LogFields.read(json, body);
        fields.only(Set.of(STATUS));
        String status = fields.oneOf(STATUS, LogStatus.words());
        fields.check();
        return LogRoomJson.whole(work.set(id, LogStatus.of(status).orElseThrow()));
    }
}
