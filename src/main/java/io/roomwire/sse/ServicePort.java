package io.roomwire.sse;

import java.util.Optional;

/**
 * A second port on which the server listens, for services.
 *
 * @param number empty where services come by the one port of all
 */
public record ServicePort(Optional<Integer> number) {
}
