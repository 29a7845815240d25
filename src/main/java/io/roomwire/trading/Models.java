package io.roomwire.trading;

import io.micronaut.http.HttpStatus;
import io.micronaut.json.tree.JsonNode;
import io.roomwire.hub.ClaimLost;
import io.roomwire.hub.Waiting;
import io.roomwire.json.JsonFields;
import io.roomwire.json.JsonText;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * The models, and whose they are; every node answers alike. Blocks; fails with {@link TradingException} or
 * {@link io.roomwire.hub.EventLogUnavailable}; safe for any thread.
 */
@Singleton
final class Models {

    private static final int MOST_KNOWN = 100_000;

    private final ModelBook book;
    private final JsonText json;
    private final TradingSettings settings;
    private final Clock clock;

    /** Models as they were last read; they never change, but Redis may lose one and give its id to another. */
    private final ConcurrentMap<Long, Model> known = new ConcurrentHashMap<>();

    Models(ModelBook book, JsonText json, TradingSettings settings, Clock clock) {
        this.book = book;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /** The bound on models may be passed by as many as are made at the same moment. */
    Model create(Caller caller, ModelForm form) {
        if (Waiting.join(book.count(caller.id())) >= settings.models()) {
            throw TradingException.of(HttpStatus.CONFLICT, "There are " + settings.models() + " models already.");
        }
        String now = UtcTime.of(clock.instant());
        while (true) {
            long id = Waiting.join(book.nextId());
            String text = json.write(Model.fields(id, caller.id(), now, form).object());
            if (Waiting.join(book.add(id, caller.id(), text))) {
                return parsed(id, text);
            }
        }
    }

    /** The caller's own, by growing id. */
    List<Model> of(Caller caller) {
        return Waiting.join(book.listed(caller.id())).stream().map(this::parsed)
                .filter(model -> model.owner().equals(caller.id())).toList();
    }

    /** One that the caller may use, as it is now. */
    Model find(Caller caller, long id) {
        return read(id).filter(caller::mayUse).orElseThrow(TradingException::modelNotFound);
    }

    /** As it is now. */
    Optional<Model> read(long id) {
        Optional<Model> read = id < 1 ? Optional.empty() : Waiting.join(book.find(id)).map(text -> parsed(id, text));
        read.ifPresentOrElse(model -> remember(id, model), () -> known.remove(id));
        return read;
    }

    /** As it was when it was last read. */
    Optional<Model> recall(long id) {
        return Optional.ofNullable(known.get(id));
    }

    /**
     * Writes for a model that the caller may use, without asking first: only what was just read is grounds to refuse.
     *
     * @param write under the model's claim, so that it has written nothing when it throws {@link ClaimLost}
     */
    <T> T write(Caller caller, long id, Function<Model, T> write) {
        Optional<Model> remembered = recall(id).filter(caller::mayUse);
        if (remembered.isPresent()) {
            try {
                return write.apply(remembered.get());
            } catch (ClaimLost gone) {
                known.remove(id);
            }
        }
        try {
            return write.apply(find(caller, id));
        } catch (ClaimLost gone) {
            throw TradingException.modelNotFound();
        }
    }

    private void remember(long id, Model model) {
        if (known.size() >= MOST_KNOWN) {
            known.clear();
        }
        known.put(id, model);
    }

    private Model parsed(String text) {
        JsonNode kept = json.read(text);
        return Model.parse(kept, book.claim(JsonFields.given(kept, "id").orElseThrow().getLongValue(), text));
    }

    private Model parsed(long id, String text) {
        return Model.parse(json.read(text), book.claim(id, text));
    }
}
