package io.roomwire.faults;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;

/** A stream that a run's publishers append to, and its viewers watch. */
interface Source {

    /** As the product names it. */
    String stream();

    /** Whether an append has an idempotency key, so that it can be asked for again until it is acknowledged. */
    boolean keyed();

    /**
     * The request that appends an event with the token in it.
     *
     * @param keyed with an idempotency key
     */
    Request append(String token, boolean keyed);

    /** What an answer acknowledges, if it does. */
    Optional<Acknowledged> acknowledged(HttpResponse<String> answer);

    /** One viewer's way to see it. */
    Sight sight();

    /**
     * One request by POST.
     *
     * @param headers names and values in turn
     */
    record Request(String path, String body, List<String> headers) {

        static Request of(String path, String body, String... headers) {
            return new Request(path, body, List.of(headers));
        }
    }

    /** Ids as far as the answer tells them, else {@link Entry#UNTOLD}. */
    record Acknowledged(long id, long prev) {

        static final Acknowledged UNTOLD = new Acknowledged(Entry.UNTOLD, Entry.UNTOLD);
    }
}
