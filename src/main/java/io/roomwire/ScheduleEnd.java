package io.roomwire;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends what is scheduled before the context closes, also when it closes because the server could not start: the tasks'
 * beans are made when they are first due, and cannot be from then on.
 */
@Singleton
final class ScheduleEnd implements ApplicationEventListener<ShutdownEvent> {

    private final ExecutorService schedule;

    ScheduleEnd(@Named(TaskExecutors.SCHEDULED) ExecutorService schedule) {
        this.schedule = schedule;
    }

    /** Waits for a task that is under way, a second at most. */
    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        schedule.shutdown();
        try {
            if (!schedule.awaitTermination(1, TimeUnit.SECONDS)) {
                schedule.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
