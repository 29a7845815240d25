package io.roomwire.redis;

import io.lettuce.core.RedisException;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import io.roomwire.hub.Backoff;
import io.roomwire.hub.Fatal;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds Redis when the node starts, however long that takes: the node is live meanwhile, but not ready. From then on
 * the driver reconnects by itself.
 */
@Singleton
final class RedisStart implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RedisStart.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

    private final RedisConnections redis;
    private final RedisSettings settings;
    private final Fatal fatal;

    RedisStart(RedisConnections redis, RedisSettings settings, Fatal fatal) {
        this.redis = redis;
        this.settings = settings;
        this.fatal = fatal;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        Thread.ofVirtual().name("redis-start").start(this::connect);
    }

    private void connect() {
        try {
            Backoff backoff = Backoff.startingAt(FIRST_PAUSE);
            while (!connected()) {
                backoff.pause();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean connected() {
        try {
            RedisVersion version = redis.connect();
            if (version.isSupported()) {
                LOG.info("connected to {}, version {}", settings, version.text());
            } else {
                fatal.stop(version.refusal());
            }
            return true;
        } catch (RedisException e) {
            LOG.warn("{} cannot be reached yet: {}", settings, rootMessage(e));
            return false;
        } catch (IllegalStateException e) {
            LOG.debug("the node ends before it found Redis", e);
            return true;
        }
    }

    private static String rootMessage(Throwable error) {
        Throwable cause = error.getCause();
        return cause == null ? String.valueOf(error.getMessage()) : rootMessage(cause);
    }
}
