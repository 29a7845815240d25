package io.roomwire.console;

import io.roomwire.console.Group.Mode;
import io.roomwire.console.Group.Side;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Sees whether a group's sides are there and how much waits for them, and tells. Blocks; safe for any thread. */
@Singleton
final class GroupHealth {

    private static final Duration STATES_APART = Duration.ofMillis(900);
    private static final Duration WARNINGS_APART = Duration.ofMinutes(1);

    private final Registry registry;
    private final AgentSockets sockets;
    private final GroupModes modes;
    private final Claims claims;
    private final BufferPressure pressure;

    /** What this node saw last; nothing where nothing waited. */
    private final ConcurrentMap<String, Backlog> waiting = new ConcurrentHashMap<>();

    GroupHealth(Registry registry, AgentSockets sockets, GroupModes modes, Claims claims, BufferPressure pressure) {
        this.registry = registry;
        this.sockets = sockets;
        this.modes = modes;
        this.claims = claims;
        this.pressure = pressure;
    }

    /** Whether something waited when the group was looked at. */
    boolean isUnsettled(String group) {
        return waiting.containsKey(group);
    }

    void look(String id) {
        registry.groups().find(id).filter(group -> group.mode() != Mode.INACTIVE).ifPresentOrElse(group -> {
            missing(group);
            backlog(group);
        }, () -> waiting.remove(id));
    }

    /** An agent that was never there, or whose node died. */
    private void missing(Group group) {
        var dongles = registry.dongles().find(List.of(group.dongleA(), group.dongleB()));
        for (Side side : Side.values()) {
            Dongle dongle = dongles.get(group.dongle(side));
            if (dongle != null && !group.away().contains(side)
                    && Waiting.join(sockets.holder(dongle.agent(), SocketRole.DATA)).isEmpty()) {
                modes.away(group, side);
            }
        }
    }

    /** While both sides are there, a few frames are always on their way: that is no news. */
    private void backlog(Group group) {
        Backlog now = modes.backlog(group);
        Backlog before = waiting.getOrDefault(group.id(), Backlog.NONE);
        boolean waits = !now.equals(Backlog.NONE) && (group.mode() == Mode.DEGRADED || !before.equals(Backlog.NONE));
        if (waits) {
            waiting.put(group.id(), now);
        } else {
            waiting.remove(group.id());
        }
        if (!now.equals(before) && (waits || !before.equals(Backlog.NONE)) && mayTell(group, "state", STATES_APART)) {
            modes.tell(group, now);
        }
        if (pressure.isHigh(now) && mayTell(group, "pressure", WARNINGS_APART)) {
            pressure.warn(group, now);
        }
    }

    /** One node of those that look after the group. */
    private boolean mayTell(Group group, String what, Duration apart) {
        return Waiting.join(claims.take(ConsoleStreams.group(group.id()), what, apart))
                .isPresent();
    }
}
