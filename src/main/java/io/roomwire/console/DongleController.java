package io.roomwire.console;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.access.ApiErrors;
import io.roomwire.access.Identity;
import io.roomwire.json.JsonFields;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Dongles, and what can be sent to them. */
@ConsoleApi
@ConsoleApi.User
@Controller("/api/v1/dongles")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DongleController extends ConsoleErrors {

    private final ConsoleAccess access;
    private final Registry registry;
    private final CommandDesk commands;
    private final CanSend frames;

    DongleController(ConsoleAccess access, Registry registry, CommandDesk commands, CanSend frames, ApiErrors errors) {
        super(errors);
        this.access = access;
        this.registry = registry;
        this.commands = commands;
        this.frames = frames;
    }

    /** The dongles that the user may watch: the user's own and the unclaimed ones. */
    @ConsoleApi.Dongles
    @Get
    JsonNode list(HttpRequest<?> request) {
        Identity user = access.user(request);
        Stream<Dongle> visible = user.roles().contains(Dongle.ALL_SEEING) ? registry.allDongles().stream()
                : Stream.concat(registry.donglesOf(user.subject()).stream(), registry.unclaimed().stream());
        List<JsonNode> dongles = visible.map(Dongle::json).toList();
        return new JsonFields().putList("dongles", dongles).object();
    }

    /** One dongle. */
    @ConsoleApi.Detail
    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, @ConsoleApi.DongleId String id) {
        Identity user = access.user(request);
        return access.visible(user, id).detail();
    }

    /** Sends a command to a dongle of the user, or to its agent. */
    @ConsoleApi.Send
    @Post("/{id}/commands")
    JsonNode command(HttpRequest<?> request, @ConsoleApi.DongleId String id, @Body @Nullable JsonNode body) {
        Dongle dongle = access.owned(access.user(request), id);
        return new JsonFields().put("command_id", commands.send(dongle, Bodies.object(body)).id())
                .put("status", Command.Status.QUEUED.word()).object();
    }

    /** What became of a command. */
    @ConsoleApi.Outcome
    @Get("/{id}/commands/{command}")
    JsonNode command(HttpRequest<?> request, @ConsoleApi.DongleId String id, @ConsoleApi.CommandId String command) {
        return commands.find(access.owned(access.user(request), id), command).json();
    }

    /** Sends one frame to the bus of a dongle of the user. */
    @ConsoleApi.SendFrame
    @Post("/{id}/can/send")
    JsonNode send(HttpRequest<?> request, @ConsoleApi.DongleId String id, @Body @Nullable JsonNode body) {
        frames.send(access.owned(access.user(request), id), Bodies.object(body));
        return new JsonFields().put("ok", true).object();
    }
}
