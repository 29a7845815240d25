package io.roomwire.redis;

import io.lettuce.core.RedisURI;
import io.lettuce.core.cluster.RedisClusterURIUtil;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where Redis is, and how to speak to it.
 *
 * @param uri as Lettuce reads it, or several hosts of a Cluster with commas between; may hold a password, so
 *     {@link #toString()} leaves it out
 * @param cluster whether that is a Redis Cluster
 * @param ca certificates, PEM, of those who may vouch for Redis; without it those that Java trusts
 * @param replicaWait for what an append is acknowledged only after replicas have it
 */
public record RedisSettings(String uri, boolean cluster, Optional<Path> ca, Optional<ReplicaWait> replicaWait) {

    /** Throws {@link IllegalArgumentException} for what is no address of Redis. */
    public RedisSettings {
        RedisURI address = RedisURI.create(uri);
        boolean sentinels = !address.getSentinels().isEmpty();
        if (cluster && sentinels) {
            throw new IllegalArgumentException("Sentinels know no Cluster");
        }
        if (!sentinels && address.getHost() == null) {
            throw new IllegalArgumentException("names no host");
        }
    }

    /** One Redis, or the primary that Sentinels name. */
    public RedisSettings(String uri) {
        this(uri, false, Optional.empty(), Optional.empty());
    }

    /** Whether it names several hosts, which only a Cluster has. */
    public boolean isSeedList() {
        RedisURI address = RedisURI.create(uri);
        return address.getSentinels().isEmpty() && address.getHost().indexOf(',') >= 0;
    }

    /** Whether {@link #uri} names Sentinels. */
    public boolean isSentinel() {
        return !RedisURI.create(uri).getSentinels().isEmpty();
    }

    /** The addresses to begin with: one, but for a Cluster. */
    List<RedisURI> addresses(Duration timeout) {
        List<RedisURI> addresses = cluster ? RedisClusterURIUtil.toRedisURIs(URI.create(uri))
                : List.of(RedisURI.create(uri));
        addresses.forEach(address -> {
            address.setTimeout(timeout);
            address.getSentinels().forEach(sentinel -> sentinel.setTimeout(timeout));
        });
        return addresses;
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return RedisURI.create(uri).toString().replaceFirst("//[^/]*@", "//");
    }
}
