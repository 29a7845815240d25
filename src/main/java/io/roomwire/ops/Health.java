package io.roomwire.ops;

import io.micronaut.serde.annotation.Serdeable;

/** What {@code GET /health} says. */
@Serdeable
record Health(boolean ok, String service, long uptime_s) {
}
