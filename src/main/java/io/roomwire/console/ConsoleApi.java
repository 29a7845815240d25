package io.roomwire.console;

import static java.lang.annotation.RetentionPolicy.SOURCE;

import io.roomwire.access.ApiRefusal;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.Retention;

/** For the description of the API: what all routes of the console share, and inside, what single ones have. */
@Retention(SOURCE)
@Tag(name = "console")
@interface ConsoleApi {

    /** A user's session is wanted. */
    @Retention(SOURCE)
    @ApiRefusal.Token
    @SecurityRequirement(name = "cookie")
    @interface User {
    }

    /** An agent's own token is wanted. */
    @Retention(SOURCE)
    @SecurityRequirement(name = "agent")
    @ApiResponse(responseCode = "401", ref = "ConsoleUnknownAgent")
    @ApiRefusal.Unavailable
    @interface OfAgent {
    }

    /** A dongle in the path. */
    @Retention(SOURCE)
    @Parameter(description = "A dongle's `id`", example = "d_00000000000000a1")
    @interface DongleId {
    }

    /** A group in the path. */
    @Retention(SOURCE)
    @Parameter(description = "A group's `id`", example = "g_0d4be81f6a2c9357")
    @interface GroupId {
    }

    /** A command in the path. */
    @Retention(SOURCE)
    @Parameter(description = "The `command_id` that sending it was answered with", example = "c_9f2c41d07ab36e58")
    @interface CommandId {
    }

    /** Registering an agent. */
    @Retention(SOURCE)
    @User
    @ApiRefusal.Invalid
    @ApiRefusal.Unavailable
    @RequestBody(required = true, description = "Texts of at most 200 characters; `agent_name` may be left out",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"hostname": "bench-1", "os": "linux", "version": "1.0", "agent_name": "Bench"}""")))
    @ApiResponse(responseCode = "200", description = "The agent, its token and where its socket is",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"agent_id": "a_9f2c41d07ab36e58", "agent_token": "mZ0b3Jx1cQ8vYl5sT2nKfW7uRgHdEaPiLoXkCjVtMqA", \
                    "ws_url": "ws://127.0.0.1:8080/ws/agent"}""")))
    @interface Register {
    }

    /** A sign of life. */
    @Retention(SOURCE)
    @OfAgent
    @ApiResponse(responseCode = "200", description = "Taken",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("{\"ok\": true}")))
    @interface Beat {
    }

    /** Reporting devices. */
    @Retention(SOURCE)
    @OfAgent
    @ApiRefusal.Invalid
    @RequestBody(required = true, description = "At most 256 devices; of each, only `device_id` (16 hexadecimal "
            + "digits) is demanded. `owner_user_id` claims it for that user",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"devices": [{"device_id": "00000000000000c3", "fw_build": "1.0.0", "udp_port": 5000, \
                            "capabilities": ["can"], "proto_ver": 1, "lan_ip": "192.0.2.1", \
                            "pairing_state": "paired", "owner_user_id": "demo"}, \
                            {"device_id": "00000000000000d4", "owner_user_id": "demo"}]}""")))
    @ApiResponse(responseCode = "200", description = "The dongles as they are known now",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"devices": [{"id": "d_00000000000000c3", "device_id": "00000000000000c3", \
                    "ownership_state": "CLAIMED", "owner_user_id": "demo"}, {"id": "d_00000000000000d4", \
                    "device_id": "00000000000000d4", "ownership_state": "CLAIMED", "owner_user_id": "demo"}]}""")))
    @interface Report {
    }

    /** All that a user sees. */
    @Retention(SOURCE)
    @ApiRefusal.Unavailable
    @ApiResponse(responseCode = "200", description = "In no particular order",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"dongles": [{"id": "d_00000000000000a1", "device_id": "00000000000000a1", \
                    "ownership_state": "CLAIMED", "last_seen_at": "2026-11-21T10:00:00.000Z", \
                    "lan_ip": "192.0.2.1", "fw_build": "1.0.0", "udp_port": 5000}]}""")))
    @interface Dongles {
    }

    /** One dongle. */
    @Retention(SOURCE)
    @ApiRefusal.Unknown
    @ApiRefusal.Unavailable
    @ApiResponse(responseCode = "200", description = "The dongle; `can_config` is null: no bus is configured here",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "d_00000000000000a1", "device_id": "00000000000000a1", "ownership_state": "CLAIMED", \
                    "last_seen_at": "2026-11-21T10:00:00.000Z", "lan_ip": "192.0.2.1", "fw_build": "1.0.0", \
                    "udp_port": 5000, "owner_user_id": "demo", "can_config": null}""")))
    @interface Detail {
    }

    /** Sending a command. */
    @Retention(SOURCE)
    @ApiRefusal.Invalid
    @ApiRefusal.Unknown
    @RequestBody(required = true, description = "For `command_target` `agent`: `ifconfig`, `ip`, `ping`; for `dongle`: "
            + "`help`, `remote status`, `remote stats`, `can cfg show`, `discovery status`, `time status`. "
            + "`timeout_ms` is 10000 unless given, 1000 to 15000, for `ping` to 20000, with `allow_dangerous` "
            + "to 30000",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"command_target": "dongle", "command": "remote status", "args": []}""")))
    @ApiResponse(responseCode = "200", description = "On its way to the agent",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"command_id": "c_9f2c41d07ab36e58", "status": "queued"}""")))
    @ApiResponse(responseCode = "503", ref = "ConsoleOffline")
    @interface Send {
    }

    /** What became of a command. */
    @Retention(SOURCE)
    @ApiRefusal.Unknown
    @ApiRefusal.Unavailable
    @ApiResponse(responseCode = "200", description = "`status` is `queued`, `running`, `ok`, `error`, `timeout` or "
            + "`cancelled`; commands are kept for a day",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"command_id": "c_9f2c41d07ab36e58", "status": "ok", \
                    "started_at": "2026-11-21T10:00:00.000Z", "completed_at": "2026-11-21T10:00:00.120Z", \
                    "exit_code": 0, "stdout": "ok\\n", "stderr": "", "command_target": "dongle", \
                    "command_source": "web", "truncated": false}""")))
    @interface Outcome {
    }

    /** Sending a frame. */
    @Retention(SOURCE)
    @ApiRefusal.Invalid
    @ApiRefusal.Unknown
    @RequestBody(required = true, description = "`can_id` in hexadecimal digits or as a number; `data_hex` at most 16 "
            + "digits, in pairs",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"can_id": "1A0", "is_extended": false, "data_hex": "beef", "bus": "can1"}""")))
    @ApiResponse(responseCode = "200", description = "Confirmed by the agent",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("{\"ok\": true}")))
    @ApiResponse(responseCode = "502", ref = "ConsoleAgentRefused")
    @ApiResponse(responseCode = "503", ref = "ConsoleOffline")
    @ApiResponse(responseCode = "504", ref = "ConsoleNoAnswer")
    @interface SendFrame {
    }

    /** All groups of a user. */
    @Retention(SOURCE)
    @ApiRefusal.Unavailable
    @ApiResponse(responseCode = "200", description = "The oldest first",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"groups": [{"id": "g_0d4be81f6a2c9357", "group_id": "g_0d4be81f6a2c9357", "user_id": "demo", \
                    "dongle_a_id": "d_00000000000000a1", "dongle_b_id": "d_00000000000000b2", "mode": "ACTIVE", \
                    "status": "active", "offline_side": null, "buffered_frames_a_to_b": 0, \
                    "buffered_frames_b_to_a": 0, "created_at": "2026-11-21T10:00:00.000Z", \
                    "updated_at": "2026-11-21T10:00:00.000Z"}]}""")))
    @interface Groups {
    }

    /** Making a group. */
    @Retention(SOURCE)
    @ApiRefusal.Invalid
    @OneGroup
    @RequestBody(required = true, description = "Two dongles of the user that are in no group yet",
            content = @Content(mediaType = "application/json", schema = @Schema(type = "object"),
                    examples = @ExampleObject("""
                            {"dongle_a_id": "d_00000000000000c3", "dongle_b_id": "d_00000000000000d4"}""")))
    @interface Create {
    }

    /** One group. */
    @Retention(SOURCE)
    @ApiRefusal.Unknown
    @ApiRefusal.Unavailable
    @ApiResponse(responseCode = "200", description = "`mode` is `INACTIVE`, `ACTIVE` or `DEGRADED`, and then "
            + "`offline_side` is `A`, `B` or `BOTH`",
            content = @Content(schema = @Schema(type = "object"), examples = @ExampleObject("""
                    {"id": "g_0d4be81f6a2c9357", "group_id": "g_0d4be81f6a2c9357", "user_id": "demo", \
                    "dongle_a_id": "d_00000000000000a1", "dongle_b_id": "d_00000000000000b2", "mode": "DEGRADED", \
                    "status": "degraded", "offline_side": "B", "buffered_frames_a_to_b": 12, \
                    "buffered_frames_b_to_a": 0, "created_at": "2026-11-21T10:00:00.000Z", \
                    "updated_at": "2026-11-21T10:05:00.000Z"}""")))
    @interface OneGroup {
    }
}
