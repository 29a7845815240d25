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
import io.roomwire.console.Group.Mode;
import io.roomwire.json.JsonFields;
import org.jspecify.annotations.Nullable;

/** Groups of two dongles. */
@ConsoleApi
@ConsoleApi.User
@Controller("/api/v1/groups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GroupController extends ConsoleErrors {

    private final ConsoleAccess access;
    private final Groups groups;

    GroupController(ConsoleAccess access, Groups groups, ApiErrors errors) {
        super(errors);
        this.access = access;
        this.groups = groups;
    }

    /** The user's groups. */
    @ConsoleApi.Groups
    @Get
    JsonNode list(HttpRequest<?> request) {
        Identity user = access.user(request);
        return new JsonFields().putList("groups", groups.of(user).stream().map(groups::shown).toList()).object();
    }

    /** Makes a group, which is inactive at first. */
    @ConsoleApi.Create
    @Post
    JsonNode create(HttpRequest<?> request, @Body @Nullable JsonNode body) {
        Identity user = access.user(request);
        JsonNode fields = Bodies.object(body);
        Dongle a = dongle(user, fields, "dongle_a_id");
        return groups.shown(groups.create(user, a, dongle(user, fields, "dongle_b_id")));
    }

    private Dongle dongle(Identity user, JsonNode fields, String name) {
        return access.owned(user, JsonFields.text(fields, name)
                .orElseThrow(() -> ConsoleException.invalid(name + " is missing")));
    }

    /** One group of the user. */
    @ConsoleApi.OneGroup
    @Get("/{id}")
    JsonNode get(HttpRequest<?> request, @ConsoleApi.GroupId String id) {
        return groups.shown(access.group(access.user(request), id));
    }

    /** Begins to relay frames between the group's dongles. */
    @ConsoleApi.OneGroup
    @Post("/{id}/activate")
    JsonNode activate(HttpRequest<?> request, @ConsoleApi.GroupId String id) {
        return groups.shown(groups.set(access.group(access.user(request), id), Mode.ACTIVE));
    }

    /** Stops relaying. */
    @ConsoleApi.OneGroup
    @Post("/{id}/deactivate")
    JsonNode deactivate(HttpRequest<?> request, @ConsoleApi.GroupId String id) {
        return groups.shown(groups.set(access.group(access.user(request), id), Mode.INACTIVE));
    }
}
