package io.roomwire.room;

import io.roomwire.event.StreamKey;
import io.roomwire.hub.Append;
import io.roomwire.hub.Claim;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Appends packets as ordinary events, one per room and interval in the whole cluster. Blocks; safe for any thread. */
@Singleton
final class PacketTicks {

    private static final String ROLE = "packet";
    private static final int LEAST_LIMIT = 5;

    private final Hub hub;
    private final Claims claims;
    private final RoomPackets packets;
    private final Duration interval;

    PacketTicks(Hub hub, Claims claims, RoomPackets packets, RoomSettings settings) {
        this.hub = hub;
        this.claims = claims;
        this.packets = packets;
        this.interval = settings.packetInterval();
    }

    /** Like {@link #append}, but not while a packet of the room is being built. */
    boolean tick(String roomId, int limit) {
        return !packets.skipsTick(roomId) && append(roomId, limit);
    }

    /**
     * Appends a packet, unless one was appended, or is about to be, anywhere within the interval.
     *
     * @param limit decisions that some viewer wants; the packet has 5 at least
     * @return whether this was the one
     */
    boolean append(String roomId, int limit) {
        StreamKey room = RoomStreams.room(roomId);
        Optional<Claim> claim = Waiting.join(claims.take(room, ROLE, interval));
        claim.ifPresent(mine -> append(room, mine, packets.get(roomId, Math.max(limit, LEAST_LIMIT))));
        return claim.isPresent();
    }

    /** A build that took longer than the interval is given up: by then another node has made a newer packet. */
    private void append(StreamKey room, Claim claim, StreamPacket packet) {
        try {
            Waiting.join(hub.append(Append.of(room, StreamPacket.EVENT, packet.text()).under(claim)));
        } catch (ClaimLost late) {
            return;
        }
    }
}
