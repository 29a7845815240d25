package io.roomwire.console;

import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.access.Identity;
import io.roomwire.access.StreamAccess;
import io.roomwire.access.StreamRefused;
import io.roomwire.event.StreamKey;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/** Console streams on connections that carry several. */
@Factory
final class ConsoleGrants {

    @Singleton
    @Named(ConsoleStreams.DONGLE)
    StreamAccess dongles(ConsoleAccess access, ConsoleWatchers watchers,
                         @Named(TaskExecutors.BLOCKING) Executor blocking) {
        return new Grants(ConsoleStreams.DONGLE, access, watchers, blocking,
                (user, id) -> ConsoleStreams.dongle(access.visible(user, id).id()));
    }

    @Singleton
    @Named(ConsoleStreams.GROUP)
    StreamAccess groups(ConsoleAccess access, ConsoleWatchers watchers,
                        @Named(TaskExecutors.BLOCKING) Executor blocking) {
        return new Grants(ConsoleStreams.GROUP, access, watchers, blocking,
                (user, id) -> ConsoleStreams.group(access.group(user, id).id()));
    }

    /** Grants of one system. */
    private record Grants(String system, ConsoleAccess access, ConsoleWatchers watchers, Executor blocking,
                          BiFunction<Identity, String, StreamKey> admission) implements StreamAccess {

        @Override
        public CompletionStage<Grant> admit(HttpRequest<?> request, String name) {
            return CompletableFuture.supplyAsync(() -> grant(request, name), blocking);
        }

        private Grant grant(HttpRequest<?> request, String name) {
            try {
                Identity user = access.viewer(request);
                StreamKey stream = admission.apply(user, name);
                return new Grant(stream, user.expiry(), end -> watchers.enter(stream, user, end));
            } catch (ConsoleException refusal) {
                throw new StreamRefused(refusal.status(), refusal.code(), String.valueOf(refusal.getMessage()));
            }
        }
    }
}
