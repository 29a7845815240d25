package io.roomwire.room;

import io.micronaut.http.HttpStatus;
import java.util.regex.Pattern;

/** Why the registry says no. */
final class AgentRefusals {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{1,63}");

    private AgentRefusals() {
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static void checkId(String text) {
        if (!isId(text)) {
            throw RoomException.badRequest("invalid_agent_id");
        }
    }

    static RoomException notRegistered() {
        return new RoomException(HttpStatus.CONFLICT, "agent_not_registered");
    }

    static RoomException unknown() {
        return RoomException.notFound("agent_manifest_not_found");
    }
}
