package io.roomwire.redis;

import io.roomwire.access.Leases.Lease;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What this node holds of one owner's places, and who waits for more. One turn at a time goes to Redis, for all who
 * wait at that moment, and says the whole count: so the next makes good one that was lost. Not safe for threads.
 */
final class HeldPlaces {

    private static final int UNKNOWN = -1;

    private final Deque<Wish> wishes = new ArrayDeque<>();
    private int held;
    /** What Redis was last told. */
    private int told;
    private boolean telling;
    private boolean doubted;

    /** Somebody who wants one of {@code most} places. */
    record Wish(int most, CompletableFuture<Lease> answer) {
    }

    /**
     * One visit to Redis.
     *
     * @param held places that the node has
     * @param wishes those for whom it asks, all of the same limit
     */
    record Turn(int held, List<Wish> wishes) {

        Turn {
            wishes = List.copyOf(wishes);
        }

        int most() {
            return wishes.isEmpty() ? 0 : wishes.getFirst().most();
        }
    }

    void wish(Wish wish) {
        wishes.add(wish);
    }

    void release() {
        held--;
    }

    /** Redis may hold anything: it is told anew. */
    void doubt() {
        told = UNKNOWN;
        doubted = telling;
    }

    boolean isForgotten() {
        return held == 0 && told == 0 && wishes.isEmpty() && !telling;
    }

    /** The next turn, if one is due and none under way; {@link #done} or {@link #failed} ends it. */
    Optional<Turn> next() {
        if (telling || (wishes.isEmpty() && told == held)) {
            return Optional.empty();
        }
        telling = true;
        List<Wish> served = new ArrayList<>();
        while (!wishes.isEmpty() && (served.isEmpty() || wishes.getFirst().most() == served.getFirst().most())) {
            served.add(wishes.removeFirst());
        }
        return Optional.of(new Turn(held, served));
    }

    void done(Turn turn, int granted) {
        telling = false;
        held += granted;
        told = doubted ? UNKNOWN : turn.held() + granted;
        doubted = false;
    }

    /** It may have happened. */
    void failed() {
        telling = false;
        doubted = false;
        told = UNKNOWN;
    }

    boolean isWished() {
        return !wishes.isEmpty();
    }
}
