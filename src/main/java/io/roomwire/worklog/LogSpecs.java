package io.roomwire.worklog;

import io.roomwire.access.StreamAccess.Grant;
import io.roomwire.sse.EventForm;
import io.roomwire.sse.Heartbeat;
import io.roomwire.sse.Opening;
import io.roomwire.sse.StreamSpec;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** What a stream of lines is made of: {@code connected} first, {@code heartbeat} at fixed times, neither with an id. */
@Singleton
final class LogSpecs {

    private final Clock clock;
    private final Heartbeat heartbeat;

    LogSpecs(Clock clock, LogSettings settings) {
        this.clock = clock;
        this.heartbeat = Heartbeat.event("heartbeat", settings.heartbeat(), now -> '{' + timestamp(now) + '}');
    }

    /** @param leaving run when the connection is gone */
    StreamSpec spec(Grant grant, Runnable leaving) {
        String room = "{\"roomId\":\"" + grant.stream().name() + "\",";
        Opening connected = Opening.greeting(place ->
                EventForm.block("connected", room + timestamp(clock.instant()) + '}'));
        return StreamSpec.of(grant.stream()).heartbeat(heartbeat).opening(connected).until(grant.until())
                .ending(leaving);
    }

    private static String timestamp(Instant now) {
        return "\"timestamp\":\"" + LogTime.text(now) + '"';
    }
}
