package io.roomwire.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a console stream tells, as its data; the event's name is the type. */
sealed interface ConsoleEvent {

    String type();

    /**
     * A frame of a dongle's bus.
     *
     * @param groupId absent where the dongle has no group
     * @param direction {@code rx} or {@code tx} on the dongle's stream, {@code a_to_b} or {@code b_to_a} on the group's
     * @param dataHex as the agent sent it
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CanFrame(String type, String dongleId, @Nullable String groupId, String direction, @Nullable String bus,
                    String id, String canId, boolean isExtended, int dlc, String dataHex, String ts)
            implements ConsoleEvent {

        static CanFrame of(String dongleId, Optional<String> groupId, String direction, Frame frame) {
            return new CanFrame("can_frame", dongleId, groupId.orElse(null), direction, frame.bus().orElse(null),
                    frame.canId(), frame.canId(), frame.extended(), frame.dlc(), frame.dataHex(), frame.ts());
        }
    }

    /** Whether a dongle can be reached, and since when it is known. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Presence(String type, String dongleId, boolean online, String agentId, String seenAt)
            implements ConsoleEvent {

        static Presence of(Dongle dongle, boolean online) {
            return new Presence("presence", dongle.id(), online, dongle.agent(), Iso.text(dongle.seen()));
        }
    }

    /** How far a command is; what is not known yet is left out. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record CommandStatus(String type, String commandId, String status, String dongleId, String commandTarget,
                         String commandSource, @Nullable String startedAt, @Nullable String completedAt,
                         @Nullable Integer exitCode, @Nullable String stdout, @Nullable String stderr,
                         boolean truncated) implements ConsoleEvent {

        static CommandStatus of(Command command) {
            return new CommandStatus("command_status", command.id(), command.status().word(), command.dongle(),
                    command.target(), command.source(), command.text("started_at").orElse(null),
                    command.text("completed_at").orElse(null), command.exitCode().orElse(null),
                    command.text("stdout").orElse(null), command.text("stderr").orElse(null), command.truncated());
        }
    }

    /**
     * How the relay of a group is.
     *
     * @param offlineSide null while nobody is away
     */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record GroupState(String type, String groupId, String mode, @Nullable String offlineSide,
                      @JsonProperty("buffered_frames_a_to_b") long bufferedAToB,
                      @JsonProperty("buffered_frames_b_to_a") long bufferedBToA,
                      String ts) implements ConsoleEvent {

        static GroupState of(Group group, Backlog backlog, Instant now) {
            return new GroupState("group_state", group.id(), group.mode().name(), group.offlineSide().orElse(null),
                    backlog.aToB(), backlog.bToA(), Iso.text(now));
        }
    }

    /** A word to whoever watches; the level is {@code info}, {@code warn} or {@code error}. */
    @Serdeable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Log(String type, String level, String message, String code, String ts) implements ConsoleEvent {

        static Log of(String level, String code, String message, Instant now) {
            return new Log("log", level, message, code, Iso.text(now));
        }
    }
}
