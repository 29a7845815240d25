package io.roomwire.trading;

import io.roomwire.hub.Claim;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The cluster's models, as text by id. Safe for any thread, never blocks; every stage may fail with
 * {@link io.roomwire.hub.EventLogUnavailable}.
 */
public interface ModelBook {

    /** The next number, from 1 on. */
    CompletionStage<Long> nextId();

    /** Adds a model and lists it as the owner's; false when there is one of that id already. */
    CompletionStage<Boolean> add(long id, String owner, String text);

    CompletionStage<Optional<String>> find(long id);

    /** How many ids are listed as the owner's. */
    CompletionStage<Long> count(String owner);

    /** The texts of what is listed as the owner's, by growing id. */
    CompletionStage<List<String>> listed(String owner);

    /** On the model's stream; holds as long as the model's text is this one. */
    Claim claim(long id, String text);
}
