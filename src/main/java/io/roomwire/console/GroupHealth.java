package io.roomwire.console;

import io.roomwire.console.Group.Mode;
import io.roomwire.console.Group.Side;
import io.roomwire.hub.Claims;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

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

    GroupHealth(Registry registry, AgentSockets sockets, GroupModes modes, Claims claims, BufferPressure pressure) {
        this.registry = registry;
        this.sockets = sockets;
        this.modes = modes;
        this.claims = claims;
        this.pressure = pressure;
    }

    /** Whether something waited when the group was told of last. */
    boolean isUnsettled(String group) {
        return !modes.told(group).equals(Backlog.NONE);
    }

    void look(String id) {
        registry.groups().find(id).filter(group -> group.mode() != Mode.INACTIVE).ifPresentOrElse(group -> {
            missing(group);
            backlog(group);
        }, () -> modes.forget(id));
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

    /**
     * While both sides are there, a few frames are always on their way: that is no news. What may not be told yet is
     * told later, or the last change might never be.
     */
    private void backlog(Group group) {
        Backlog now = modes.backlog(group);
        Backlog told = modes.told(group.id());
        boolean matters = group.mode() == Mode.DEGRADED || !told.equals(Backlog.NONE);
        if (!now.equals(told) && matters && mayTell(group, "state", STATES_APART)) {
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
