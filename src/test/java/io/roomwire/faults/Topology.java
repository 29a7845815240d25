package io.roomwire.faults;

import io.roomwire.testkit.TcpProxy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Redis of a run, in one of the forms that the product supports, and the faults that only its form can show. */
interface Topology extends AutoCloseable {

    String name();

    /** Makes a way to Redis for one more node. */
    Attachment attach();

    /** One command at the server that has the key now, past all proxies; fails while that is away. */
    @Nullable Object call(String key, String... command);

    /** Whether it can do this to its Redis. */
    boolean can(FaultKind kind);

    /** Does it, and returns when it is over: faults of the Redis track whose object is Redis itself. */
    void harm(Step step, Truth truth);

    /** Undoes whatever a fault has left; returns when Redis serves. */
    void heal();

    @Override
    void close();

    /**
     * One node's way to Redis.
     *
     * @param environment of the node
     * @param links that no other node uses
     */
    record Attachment(Map<String, String> environment, List<TcpProxy> links) {
    }
}
