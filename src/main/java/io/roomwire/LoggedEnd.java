package io.roomwire;

import io.micronaut.context.annotation.Requires;
import io.roomwire.hub.Fatal;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands in where the node is not the whole process: says so, and ends nothing. */
@Singleton
@Requires(missingBeans = ProcessEnd.class)
final class LoggedEnd implements Fatal {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedEnd.class);

    @Override
    public void stop(String line) {
        LOG.error("{}", line);
    }
}
