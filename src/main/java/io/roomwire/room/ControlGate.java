package io.roomwire.room;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.access.ControlToken;
import io.roomwire.json.JsonFields;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lets publishers and administrators in. */
@Singleton
final class ControlGate {

    private static final JsonNode NOTHING = JsonNode.createObjectNode(Map.of());

    private final ControlToken token;

    ControlGate(ControlToken token) {
        this.token = token;
    }

    /**
     * The request's body, an object; an empty one where there is none.
     *
     * @throws RoomException {@code unauthorized_control_token}, then {@code invalid_body}
     */
    JsonNode enter(HttpRequest<?> request, @Nullable JsonNode body) {
        JsonNode object = body == null ? NOTHING : body;
        if (!token.allows(request, JsonFields.text(object, "control_token").orElse(null))) {
            throw new RoomException(HttpStatus.UNAUTHORIZED, "unauthorized_control_token");
        }
        if (!object.isObject()) {
            throw RoomException.badRequest("invalid_body");
        }
        return object;
    }
}
