package io.roomwire.trading;

import io.micronaut.scheduling.TaskExecutors;
import io.roomwire.event.StreamKey;
import io.roomwire.hub.Hub;
import io.roomwire.hub.Waiting;
import io.roomwire.hub.Watchers;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Ends the streams of a model that was lost with Redis' data, once its id is another's: ids begin anew then. Safe for
 * any thread.
 */
@Singleton
final class TradingWatchers {

    private final Watchers<Caller> watchers;
    private final JsonText json;

    TradingWatchers(Hub hub, Models models, JsonText json, @Named(TaskExecutors.BLOCKING) Executor blocking) {
        this.json = json;
        watchers = new Watchers<>(hub, stream -> {
            Optional<Model> model = models.read(Long.parseLong(stream.name()));
            return caller -> model.filter(known -> !caller.mayUse(known)).isEmpty();
        }, blocking);
    }

    /** Tells all nodes of a new model. Blocks. */
    void lookAgain(Model model) {
        Waiting.join(watchers.lookAgain(model.stream(),
                json.write(new JsonFields().put("model_id", model.id()).object())));
    }

    /** See {@link Watchers#enter}. */
    Runnable enter(StreamKey stream, Caller caller, Runnable end) {
        return watchers.enter(stream, caller, end);
    }
}
