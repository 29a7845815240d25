package io.roomwire.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.roomwire.redis.HeldPlaces.Turn;
import io.roomwire.redis.HeldPlaces.Wish;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class HeldPlacesTest {

    private final HeldPlaces places = new HeldPlaces();

    @Test
    void hasNothingToSayAtFirst() {
        assertThat(places.next()).isEmpty();
        assertThat(places.isForgotten()).isTrue();
    }

    @Test
    void asksForAllWhoWaitAndHaveTheSameLimit() {
        wish(5);
        wish(5);
        wish(3);
        Turn first = places.next().orElseThrow();
        assertThat(first.wishes()).hasSize(2);
        assertThat(first.most()).isEqualTo(5);
        places.done(first, 2);
        Turn second = places.next().orElseThrow();
        assertThat(second.held()).isEqualTo(2);
        assertThat(second.most()).isEqualTo(3);
    }

    @Test
    void takesOneTurnAtATime() {
        wish(5);
        Turn turn = places.next().orElseThrow();
        wish(5);
        assertThat(places.next()).isEmpty();
        places.done(turn, 1);
        assertThat(places.next()).isPresent();
    }

    @Test
    void saysAnewWhatWasReleasedMeanwhile() {
        Turn turn = granted(2);
        assertThat(turn.held()).isZero();
        wish(5);
        Turn next = places.next().orElseThrow();
        places.release();
        places.done(next, 1);
        assertThat(places.next().orElseThrow().held()).isEqualTo(2);
    }

    @Test
    void saysAnewWhatMayHaveBeenLost() {
        granted(1);
        wish(5);
        assertThat(places.next()).isPresent();
        places.failed();
        assertThat(places.next().orElseThrow()).isEqualTo(new Turn(1, List.of()));
    }

    @Test
    void saysAnewWhatWasDoubtedDuringATurn() {
        granted(1);
        assertThat(places.next()).isEmpty();
        wish(5);
        Turn turn = places.next().orElseThrow();
        places.doubt();
        places.done(turn, 1);
        assertThat(places.next().orElseThrow().held()).isEqualTo(2);
    }

    @Test
    void isForgottenWhenNothingIsHeldAndRedisKnows() {
        granted(1);
        places.release();
        assertThat(places.isForgotten()).isFalse();
        places.done(places.next().orElseThrow(), 0);
        assertThat(places.isForgotten()).isTrue();
    }

    private Turn granted(int count) {
        for (int i = 0; i < count; i++) {
            wish(5);
        }
        Turn turn = places.next().orElseThrow();
        places.done(turn, count);
        return turn;
    }

    private void wish(int most) {
        places.wish(new Wish(most, new CompletableFuture<>()));
    }
}
