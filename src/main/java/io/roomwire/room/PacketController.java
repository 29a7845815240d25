package io.roomwire.room;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** A room's packet for who polls. */
@RoomApi
@Controller("/api/rooms/{roomId}/stream-packet")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PacketController {

    private final RoomPackets packets;

    PacketController(RoomPackets packets) {
        this.packets = packets;
    }

    /**
     * The whole state of a room.
     *
     * @param decisionLimit 1 to 20 decisions in it, 5 unless given
     */
    @RoomApi.Unknown
    @Get
    Envelope<JsonNode> packet(@RoomApi.Id String roomId, @Nullable @QueryValue("decision_limit") String decisionLimit) {
        return Envelope.of(packets.get(roomId, RoomPackets.limit(decisionLimit)).json());
    }
}
