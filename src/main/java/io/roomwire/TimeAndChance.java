package io.roomwire;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** The clock and the dice of a real run; tests bring their own. */
@Factory
final class TimeAndChance {

    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Not to be guessed, since names of sessions are drawn from it. Safe for any thread. */
    @Singleton
    RandomGenerator random() {
        return new SecureRandom();
    }
}
