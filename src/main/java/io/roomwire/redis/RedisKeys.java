package io.roomwire.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.roomwire.access.Digests;
import io.roomwire.event.StreamKey;
import java.util.HexFormat;

/** Builds every key. The hash tag keeps all keys and the channel of one stream in one cluster slot. */
final class RedisKeys {

    /** Who ingests plain channels. */
    static final String INGEST = "rw:{ingest}:holder";

    /** All agents by id; they belong to no stream. */
    static final String AGENTS = "rw:agents";

    /** The nodes that live. */
    static final String NODES = "rw:nodes";

    /** The number of the newest trading model. */
    static final String MODELS = "rw:trading-models";

    /** The trading models that have a session. */
    static final String SESSIONS = "rw:trading-sessions";

    private static final int LONGEST_OWNER = 300;

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

    /** What nodes hold of an owner's places; any text names one, long ones are known by their hash. */
    static String lease(String owner) {
        StringBuilder name = new StringBuilder();
        for (byte b : owner.getBytes(UTF_8)) {
            name.append(isPlain(b) ? String.valueOf((char) b) : "%%%02X".formatted(b));
        }
        return of(new StreamKey("lease", name.length() > LONGEST_OWNER
                ? HexFormat.of().formatHex(Digests.sha256(owner)) : name.toString()), "held");
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "._:-".indexOf(b) >= 0;
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
