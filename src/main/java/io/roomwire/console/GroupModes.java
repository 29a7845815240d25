package io.roomwire.console;

import io.roomwire.console.Group.Mode;
import io.roomwire.console.Group.Side;
import io.roomwire.hub.Waiting;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/** Changes what the relay of a group does, and tells of it. Blocks; safe for any thread. */
@Singleton
final class GroupModes {

    private final Registry registry;
    private final Relay relay;
    private final ConsoleLog log;
    private final Clock clock;

    /** What this node told last of groups for which something waited then. */
    private final ConcurrentMap<String, Backlog> told = new ConcurrentHashMap<>();

    GroupModes(Registry registry, Relay relay, ConsoleLog log, Clock clock) {
        this.registry = registry;
        this.relay = relay;
        this.log = log;
        this.clock = clock;
    }

    /** Relays from now on, or no more; a side that is away is noticed anew. */
    Group set(Group group, Mode mode) {
        return change(group, known -> known.with(mode, clock.instant()));
    }

    /** Nobody receives that side's frames. */
    void away(Group group, Side side) {
        change(group, known -> known.with(side, true, clock.instant()));
    }

    /** That side is connected and has no backlog. */
    void back(Group group, Side side) {
        change(group, known -> known.with(side, false, clock.instant()));
    }

    private Group change(Group group, UnaryOperator<Group> change) {
        Records.Change<Group> done = registry.groups().change(group.id(), known -> change.apply(known.orElse(group)));
        if (!done.isNone()) {
            tell(done.after(), backlog(done.after()));
        }
        return done.after();
    }

    void tell(Group group, Backlog backlog) {
        if (group.mode() == Mode.INACTIVE || backlog.equals(Backlog.NONE)) {
            forget(group.id());
        } else {
            told.put(group.id(), backlog);
        }
        log.write(ConsoleStreams.group(group.id()), ConsoleEvent.GroupState.of(group, backlog, clock.instant()));
    }

    /** What this node told last; nothing where it told nothing. */
    Backlog told(String group) {
        return told.getOrDefault(group, Backlog.NONE);
    }

    void forget(String group) {
        told.remove(group);
    }

    Backlog backlog(Group group) {
        var forward = relay.backlog(group.id(), RelayDirection.A_TO_B);
        return Waiting.join(forward.thenCombine(relay.backlog(group.id(), RelayDirection.B_TO_A), Backlog::new));
    }
}
