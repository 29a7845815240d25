package io.roomwire.room;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import io.roomwire.sse.OpenStream;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives each viewer a first packet. Safe for any thread, never blocks. */
@Singleton
final class RoomGreeting {

    private static final Logger LOG = LoggerFactory.getLogger(RoomGreeting.class);
    private static final String FAILED = "stream_packet_error";

    private final RoomPackets packets;
    private final PacketTicks ticks;
    private final JsonText json;
    private final Executor blocking;

    RoomGreeting(RoomPackets packets, PacketTicks ticks, JsonText json,
                 @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.packets = packets;
        this.ticks = ticks;
        this.json = json;
        this.blocking = blocking;
    }

    void greet(OpenStream stream, String roomId, int limit) {
        blocking.execute(() -> send(stream, roomId, limit));
    }

    /** In a room without any event the packet becomes its first one, so that all who came then get that one. */
    private void send(OpenStream stream, String roomId, int limit) {
        try {
            if (stream.startedEmpty()) {
                ticks.append(roomId, limit);
            } else {
                stream.sendAtPosition(StreamPacket.EVENT, packets.get(roomId, limit).text());
            }
        } catch (RuntimeException failure) {
            stream.send(FAILED, json.write(new JsonFields().put("error", code(failure)).object()));
        }
    }

    private static String code(RuntimeException failure) {
        return switch (failure) {
            case RoomException refusal -> refusal.code();
            case EventLogUnavailable _ -> "unavailable";
            default -> {
                LOG.warn("a packet could not be built", failure);
                yield "packet_build_failed";
            }
        };
    }
}
