package io.roomwire.room;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.EventLogUnavailable;
import io.roomwire.sse.Heartbeat;
import io.roomwire.sse.LiveStream;
import io.roomwire.sse.OpenStream;
import io.roomwire.sse.SseStreams;
import io.roomwire.sse.StreamSpec;
import io.roomwire.sse.StreamSpec.Position;
import io.roomwire.sse.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live room. */
@RoomApi
@Controller("/api/rooms/{roomId}/events")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RoomEventsController {

    private static final Logger LOG = LoggerFactory.getLogger(RoomEventsController.class);
    private static final Heartbeat KEEPALIVE = Heartbeat.comment("keepalive");

    private final Agents agents;
    private final SseStreams streams;
    private final RoomViewers viewers;
    private final RoomGreeting greeting;
    private final RoomSettings settings;

    RoomEventsController(Agents agents, SseStreams streams, RoomViewers viewers, RoomGreeting greeting,
                         RoomSettings settings) {
        this.agents = agents;
        this.streams = streams;
        this.viewers = viewers;
        this.greeting = greeting;
        this.settings = settings;
    }

    /**
     * The live room: packets, decisions, public chat, and with a session its private chat. Any {@code interval_ms} is
     * taken and changes nothing: one viewer must not set the pace of a room.
     *
     * @param decisionLimit 1 to 20 decisions in the first packet, 5 unless given
     * @param session the private chat to show as well
     */
    @LiveStream
    @RoomApi.Invalid
    @RoomApi.Unknown
    @Get(headRoute = false)
    @Produces(MediaType.TEXT_EVENT_STREAM)
    CompletionStage<HttpResponse<?>> open(HttpRequest<?> request, @RoomApi.Id String roomId,
                                          @Nullable @QueryValue("decision_limit") String decisionLimit,
                                          @Nullable @QueryValue("user_session_id") String session) {
        check(roomId);
        Viewing visit = new Viewing(roomId, RoomPackets.limit(decisionLimit), viewers, greeting);
        StreamSpec spec = StreamSpec.of(streams(roomId, Optional.ofNullable(session)).toArray(StreamKey[]::new))
                .heartbeat(KEEPALIVE.after(settings.keepalive())).position(Position.NOT_ZERO)
                .header(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8").visit(visit);
        return streams.open(request, spec);
    }

    /**
     * Refuses unknown rooms. While Redis is away nobody knows: then the stream itself goes on from memory or says that
     * it is unavailable, in a form after which browsers try again.
     */
    private void check(String roomId) {
        try {
            agents.ofRoom(roomId);
        } catch (EventLogUnavailable away) {
            LOG.debug("room {} is taken to be there: {}", roomId, away.getMessage());
        }
    }

    private static List<StreamKey> streams(String roomId, Optional<String> session) {
        List<StreamKey> streams = new ArrayList<>(List.of(RoomStreams.room(roomId)));
        session.filter(id -> !id.isBlank()).map(id -> RoomStreams.privateRoom(roomId, ChatPost.session(id)))
                .ifPresent(streams::add);
        return streams;
    }

    /**
     * One viewer's connection.
     *
     * @param limit decisions in the first packet
     */
    private record Viewing(String roomId, int limit, RoomViewers viewers, RoomGreeting greeting) implements Visit {

        @Override
        public void onLive(OpenStream stream) {
            viewers.enter(roomId, limit);
            greeting.greet(stream, roomId, limit);
        }

        @Override
        public void onClosed() {
            viewers.leave(roomId, limit);
        }
    }
}
