package io.roomwire.redis;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * This node's name in Redis, for people who look.
 *
 * @param text the host's name and six random digits, since a node that comes back is another node
 */
record NodeName(String text) {

    @Factory
    static final class Naming {

        @Singleton
        NodeName nodeName(RandomGenerator random) {
            String host = Optional.ofNullable(System.getenv("HOSTNAME")).filter(name -> !name.isBlank()).orElse("node");
            return new NodeName(host + '-' + HexFormat.of().toHexDigits(random.nextInt(), 6));
        }
    }
}
