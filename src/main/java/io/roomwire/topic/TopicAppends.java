package io.roomwire.topic;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.roomwire.hub.Append;
import io.roomwire.hub.Appended;
import io.roomwire.hub.Hub;
import io.roomwire.hub.KeyLimit;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CompletionStage;

/** Appends, and tells the publisher what became of it. Safe for any thread. */
@Singleton
final class TopicAppends {

    private final Hub hub;
    private final KeyLimit limit;
    private final Clock clock;
    private volatile Second second = new Second(0, date(0));

    TopicAppends(Hub hub, KeyLimit limit, Clock clock) {
        this.hub = hub;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * Answers 201 with the event's id, the one before it, and whether this was a repeat.
     *
     * @param key who appends, by name
     */
    CompletionStage<HttpResponse<?>> append(Append append, String key) {
        return hub.append(limit.on(append, key)).thenApply(this::created);
    }

    /** The server would write the date anew for every answer, which cost as much as the whole parsing of a body. */
    private HttpResponse<?> created(Appended appended) {
        return HttpResponse.status(HttpStatus.CREATED).contentType(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.DATE, now().date())
                .body("{\"id\":" + appended.id().value() + ",\"prev\":" + appended.prev().value() + ",\"duplicate\":"
                        + appended.duplicate() + '}');
    }

    private Second now() {
        Second known = second;
        long now = clock.instant().getEpochSecond();
        if (known.epoch() != now) {
            known = new Second(now, date(now));
            second = known;
        }
        return known;
    }

    private static String date(long epochSecond) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.ofEpochSecond(epochSecond).atZone(ZoneOffset.UTC));
    }

    private record Second(long epoch, String date) {
    }
}
