package io.roomwire.faults;

import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The Redis of a run, in one of the forms that the product supports, and the faults that only its form can show. */
interface Topology extends AutoCloseable {

    String name();

    /** Makes a way to Redis for one more node, and tells by what environment it finds it. */
    Map<String, String> attach();

    /** All of them, as long as none is ended by a fault. */
    List<RedisProcess> servers();

    /** Those that may be written to. */
    List<RedisProcess> primaries();

    /** The one that has the key now. */
    RedisProcess server(String key);

    /** All that a stream holds now, past all proxies; fails while its server is away. */
    default @Nullable Object read(String key) {
        return server(key).call("XRANGE", key, "-", "+");
    }

    /** Whether it can do this to its Redis. */
    boolean can(FaultKind kind);

    /** Does it, and returns when it is over: faults of the Redis track whose object is Redis itself. */
    void harm(Step step, Truth truth);

    /** Lets a fault hit a way between nodes and Redis, and returns when Redis is whole again. */
    void cut(Step step, Truth truth, Consumer<List<TcpProxy>> fault);

    /** Undoes whatever a fault has left; returns when Redis serves. */
    void heal();

    @Override
    void close();
}
