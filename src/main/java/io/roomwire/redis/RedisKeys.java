package io.roomwire.redis;

import io.roomwire.event.StreamKey;

/** Builds every key. The hash tag keeps all keys and the channel of one stream in one cluster slot. */
final class RedisKeys {

    /** Who ingests plain channels. */
    static final String INGEST = "rw:{ingest}:holder";

    /** All agents by id; they belong to no stream. */
    static final String AGENTS = "rw:agents";

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

    /** Anything else that belongs to a stream: {@code rw:{room:t_001}:state}. */
    static String of(StreamKey stream, String part) {
        return channel(stream) + ':' + part;
    }
}
