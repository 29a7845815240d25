package io.roomwire.redis;

import io.lettuce.core.RedisURI;

/**
 * Where Redis is.
 *
 * @param uri as Lettuce reads it; may hold a password, so {@link #toString()} leaves it out
 */
public record RedisSettings(String uri) {

    /** Throws {@link IllegalArgumentException} for what is no address of Redis. */
    public RedisSettings {
        address(uri);
    }

    public RedisURI address() {
        return address(uri);
    }

    private static RedisURI address(String uri) {
        return RedisURI.create(uri);
    }

    /** Without user and password. */
    @Override
    public String toString() {
        return address(uri).toString().replaceFirst("//[^/]*@", "//");
    }
}
