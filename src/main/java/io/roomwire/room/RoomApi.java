package io.roomwire.room;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of rooms share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "room")
@ApiResponse(responseCode = "503", ref = "RoomUnavailable")
@interface RoomApi {

    /** An agent, and so its room. */
    @Retention(SOURCE)
    @Parameter(required = true, description = "An agent's id, which is its room's too", example = "t_001")
    @interface Id {
    }

    /** A viewer's session. */
    @Retention(SOURCE)
    @Parameter(required = true, description = "Secret: it opens the session's private chat", example = "usr_sess_1")
    @interface Session {
    }

    /** A day of the audit. */
    @Retention(SOURCE)
    @Parameter(required = true, example = "2026-11-20")
    @interface Day {
    }

    /** What is asked for may not be there. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "404", ref = "RoomUnknown")
    @interface Unknown {
    }

    /** What is given may be wrong. */
    @Retention(SOURCE)
    @ApiResponse(responseCode = "400", ref = "RoomInvalid")
    @interface Invalid {
    }

    /** The control token is wanted. */
    @Retention(SOURCE)
    @Invalid
    @SecurityRequirement(name = "control")
    @ApiResponse(responseCode = "401", ref = "RoomControl")
    @interface Control {
    }

    /** Registering. */
    @Retention(SOURCE)
    @Control
    @RequestBody(description = "The manifest; for an agent that is known it may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"agent_name": "Aurora", "risk_profile": "balanced", "time_zone": "America/New_York"}""")))
    @ApiResponse(responseCode = "404", ref = "RoomNoManifest")
    @interface Register {
    }

    /** Changing a registered agent. */
    @Retention(SOURCE)
    @Control
    @RequestBody(description = "Nothing, or the control token",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{}")))
    @ApiResponse(responseCode = "409", ref = "RoomNotRegistered")
    @interface Change {
    }

    /** Publishing a decision. */
    @Retention(SOURCE)
    @Control
    @Unknown
    @RequestBody(required = true, description = "A decision's fields and those of its context, side by side",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"cycle_number": 7, "cot_trace": "Orders are up.", "decisions": [{"action": "buy", \
                            "symbol": "NVDA", "quantity": 2, "price": 181.5, "executed": true, "success": true}]}""")))
    @interface Decide {
    }

    /** Putting parts of the packet. */
    @Retention(SOURCE)
    @Control
    @Unknown
    @RequestBody(required = true, description = "Any of `status`, `account`, `positions`, `room_context`, "
            + "`market_overview`, `market_breadth`, `news_digest`, `files`; null takes one away",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"account": {"total_equity": 100250.5, "position_count": 0}, "positions": []}""")))
    @interface PutState {
    }

    /** Bringing in audit records. */
    @Retention(SOURCE)
    @Control
    @Unknown
    @RequestBody(required = true, description = "One record per line, 5,000 at most",
            content = @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string"),
                    examples = @ExampleObject("""
                            {"saved_ts_ms": 1760000000000, "symbol": "NVDA", "action": "hold"}""")))
    @interface ImportAudit {
    }

    /** Entering the chat. */
    @Retention(SOURCE)
    @Invalid
    @RequestBody(description = "A nickname, if the viewer has a wish",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("{\"user_nickname\": \"Mia\"}")))
    @ApiResponse(responseCode = "200", description = "The session and its nickname",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"success": true, "data": {"user_session_id": "usr_sess_9f2c41d07ab36e58", \
                    "user_nickname": "Mia", "credit_points": 0}}""")))
    @interface Enter {
    }

    /** Saying something. */
    @Retention(SOURCE)
    @Invalid
    @Unknown
    @RequestBody(required = true, description = "`message_type` is `public_plain`, `public_mention_agent`, or with "
            + "`visibility` `private`, `private_agent_dm`",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"user_session_id": "usr_sess_1", "user_nickname": "Mia", "visibility": "public", \
                            "message_type": "public_mention_agent", "text": "@agent how is it going?"}""")))
    @ApiResponse(responseCode = "200", description = "The message, and the agent's reply or null",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"success": true, "data": {"message": {"id": "msg_1795225458196_k3x9qa", "room_id": "t_001", \
                    "user_session_id": "usr_pub_0d4be81f6a2c9357", "sender_type": "user", "sender_name": "Mia", \
                    "visibility": "public", "message_type": "public_plain", "text": "hello", \
                    "created_ts_ms": 1795225458196}, "agent_reply": null}}""")))
    @ApiResponse(responseCode = "429", ref = "RoomTooMany")
    @interface Say {
    }

    /** Reading what was said. */
    @Retention(SOURCE)
    @Unknown
    @ApiResponse(responseCode = "200",
            description = "The newest before the bound, the oldest first; private ones with `user_session_id`",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"success": true, "data": {"room_id": "t_001", "visibility": "public", "messages": [{"id": \
                    "msg_1795225458196_k3x9qa", "room_id": "t_001", "user_session_id": "usr_pub_0d4be81f6a2c9357", \
                    "sender_type": "user", "sender_name": "Mia", "visibility": "public", \
                    "message_type": "public_plain", "text": "hello", "created_ts_ms": 1795225458196}]}}""")))
    @interface Chat {
    }
}
