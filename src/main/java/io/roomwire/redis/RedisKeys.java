package io.roomwire.redis;

import io.roomwire.event.StreamKey;

/** Builds every key. The hash tag keeps all keys and the channel of one stream in one cluster slot. */
final class RedisKeys {

    /** All agents by id; they belong to no stream. */
    static final String AGENTS = "rw:agents";

    /** The number of the newest trading model. */
    static final String MODELS = "rw:trading-models";

    /** The trading models that have a session. */
    static final String SESSIONS = "rw:trading-sessions";

    private RedisKeys() {
    }

    static String channel(StreamKey stream) {
        return "rw:{" + stream + '}';
    }

    static String events(StreamKey stream) {
        return of(stream, "events");
    }

    static String once(StreamKey stream, String key) {
        return of(stream, "once:" + key);
    }

    static String claim(StreamKey stream, String role) {
        return of(stream, "claim:" + role);
    }

    /** The trading models of one owner, who may have any name. */
    static String modelsOf(String owner) {
        return "rw:trading-models:" + owner;
    }

    /** Anything else that belongs to a stream: {@code rw:{room:t_001}:state}. */
    static String of(StreamKey stream, String part) {
        return channel(stream) + ':' + part;
    }
}
