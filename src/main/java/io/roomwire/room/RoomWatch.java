package io.roomwire.room;

import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Rooms on connections that carry several streams: everybody may watch one that exists. */
@Singleton
final class RoomWatch implements StreamAccess {

    private final Agents agents;
    private final Executor blocking;

    RoomWatch(Agents agents, @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.agents = agents;
        this.blocking = blocking;
    }

    @Override
    public String system() {
        return "room";
    }

    @Override
    public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
        return CompletableFuture.supplyAsync(() -> find(name), blocking);
    }

    private Grant find(String roomId) {
        try {
            return new Grant(RoomStreams.room(agents.ofRoom(roomId).id()), Optional.empty());
        } catch (RoomException refusal) {
            throw new StreamRefused(refusal.status(), "NOT_FOUND", refusal.code());
        }
    }
}
