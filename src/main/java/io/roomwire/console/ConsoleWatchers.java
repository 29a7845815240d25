package io.roomwire.console;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.access.Identity;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.hub.Watchers;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Ends the streams of those who may not watch a dongle any more: everybody may while it is unclaimed, then its owner
 * alone. Safe for any thread.
 */
@Singleton
final class ConsoleWatchers {

    private final Watchers<Identity> watchers;
    private final JsonText json;
    private final Clock clock;

    ConsoleWatchers(Hub hub, Registry registry, JsonText json, Clock clock,
                    @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.json = json;
        this.clock = clock;
        watchers = new Watchers<>(hub, stream -> {
            Optional<Dongle> dongle = registry.dongles().find(stream.name());
            // one that is forgotten shows nothing until it is reported anew, which is told again
            return user -> dongle.filter(known -> !known.isVisibleTo(user)).isEmpty();
        }, blocking);
    }

    /** Tells all nodes that the dongle has another owner. Blocks. */
    void lookAgain(Dongle dongle) {
        Waiting.join(watchers.lookAgain(ConsoleStreams.dongle(dongle.id()), json.write(new JsonFields()
                .put("type", Watchers.CHANGED).put("dongle_id", dongle.id()).put("ts", Iso.text(clock.instant())).object())));
    }

    /** See {@link Watchers#enter}; nobody's group changes hands. */
    Runnable enter(StreamKey stream, Identity user, Runnable end) {
        return stream.system().equals(ConsoleStreams.DONGLE) ? watchers.enter(stream, user, end) : () -> { };
    }
}
