package io.roomwire.faults;

import io.roomwire.testkit.RedisCluster;
import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.util.List;
import java.util.Map;

/** Three shards of a primary and a replica each, between which slots move. Hit is the shard of one of the streams. */
final class ClusterRedis extends ReplicatedRedis {

    private final RedisCluster redis = RedisCluster.startHurtable(SILENCE);
    /** One that no fault hits at present, for the others' state. */
    private volatile RedisProcess witness = redis.servers().getFirst();
    private volatile List<String> keys = List.of("{}");

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public Map<String, String> attach() {
        return Map.of("REDIS_URI", redis.uri(), "ROOMWIRE_REDIS_CLUSTER", "true");
    }

    @Override
    public boolean can(FaultKind kind) {
        return kind == FaultKind.SLOT_MOVE || super.can(kind);
    }

    @Override
    public List<RedisProcess> servers() {
        return redis.servers();
    }

    @Override
    public List<RedisProcess> primaries() {
        return redis.primaries();
    }

    @Override
    public RedisProcess server(String key) {
        return redis.owner(key, witness);
    }

    @Override
    public void harm(Step step, Truth truth) {
        keys = truth.keys();
        if (step.kind() == FaultKind.SLOT_MOVE) {
            RedisCluster.SlotMove move = redis.beginMove(key(step));
            Pause.of(step.lasting()).pass();
            move.moveKeys();
            Pause.of(step.lasting()).pass();
            move.finish();
        } else {
            super.harm(step, truth);
        }
    }

    private String key(Step step) {
        return keys.get(step.at() % keys.size());
    }

    @Override
    RedisProcess victim(Step step) {
        RedisProcess victim = server(key(step));
        witness = redis.servers().stream().filter(server -> !server.equals(victim)).findFirst().orElseThrow();
        return victim;
    }

    @Override
    TcpProxy way(RedisProcess server) {
        return redis.way(server);
    }

    @Override
    void relaunch(RedisProcess server) {
        server.relaunch();
    }

    @Override
    void failOver(RedisProcess primary) {
        redis.failOver(primary);
    }

    @Override
    void awaitWhole() {
        redis.awaitWhole();
    }

    @Override
    public void close() {
        redis.close();
    }
}
