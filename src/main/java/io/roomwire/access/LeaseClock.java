package io.roomwire.access;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** Renews, from the start of the server on, whatever must be. */
@Singleton
final class LeaseClock implements ApplicationEventListener<ServerStartupEvent> {

    private final List<Renewed> all;
    private final LeaseSettings settings;
    private final TaskScheduler scheduler;

    LeaseClock(List<Renewed> all, LeaseSettings settings, @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler) {
        this.all = List.copyOf(all);
        this.settings = settings;
        this.scheduler = scheduler;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        for (Renewed renewed : all) {
            var _ = scheduler.scheduleWithFixedDelay(Duration.ZERO, settings.period(), renewed::renew);
        }
    }
}
