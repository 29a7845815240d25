package io.roomwire.faults;

import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Servers of which replicas take the place of their primary by themselves, when it is silent for three seconds: what it
 * had acknowledged and not copied is lost then. All that goes to one server takes the same way, whose partition
 * separates it from nodes and from the other servers. Nothing on it is corrupted, which TCP keeps from happening
 * between servers too.
 */
abstract class ReplicatedRedis implements Topology {

    static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration CLOCK = Duration.ofSeconds(5);

    /** The server that a fault hits. */
    abstract RedisProcess victim(Step step);

    abstract TcpProxy way(RedisProcess server);

    /** Starts one again that was ended. */
    abstract void relaunch(RedisProcess server);

    /** By hand, with the primary alive. */
    abstract void failOver(RedisProcess primary);

    /** Returns when every key has a primary, and every primary its replicas. */
    abstract void awaitWhole();

    @Override
    public boolean can(FaultKind kind) {
        return switch (kind) {
            case REDIS_RESTART_EMPTY, LINK_CORRUPT, SLOT_MOVE -> false;
            default -> true;
        };
    }

    @Override
    public void harm(Step step, Truth truth) {
        RedisProcess primary = victim(step);
        Pause pause = Pause.of(step.lasting());
        switch (step.kind()) {
            case REDIS_KILL -> losing(truth, () -> {
                primary.kill();
                pause.pass();
                relaunch(primary);
            });
            case REDIS_STOP -> losing(truth, () -> {
                primary.terminate();
                pause.pass();
                relaunch(primary);
            });
            case REDIS_PAUSE -> losing(truth, () -> {
                primary.freeze();
                pause.pass();
                primary.thaw();
            });
            case REDIS_EMPTY -> empty(truth);
            case REDIS_FAIL_OVER -> losing(truth, () -> failOver(primary));
            case REDIS_FAIL_OVER_CLOCK_AHEAD -> losing(truth, () -> failOver(primary, CLOCK, pause));
            case REDIS_FAIL_OVER_CLOCK_BEHIND -> losing(truth, () -> failOver(primary, CLOCK.negated(), pause));
            case CLOCK_FORWARD -> clock(primary, CLOCK, pause);
            case CLOCK_BACK -> clock(primary, CLOCK.negated(), pause);
            case DISK_FULL -> {
                primary.fillDisk();
                pause.pass();
                primary.clearDisk();
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    private void failOver(RedisProcess primary, Duration offset, Pause pause) {
        others(primary).forEach(replica -> replica.moveClock(offset));
        failOver(primary);
        pause.pass();
        others(primary).forEach(replica -> replica.moveClock(Duration.ZERO));
    }

    private List<RedisProcess> others(RedisProcess primary) {
        return servers().stream().filter(server -> !server.equals(primary)).toList();
    }

    private static void clock(RedisProcess server, Duration offset, Pause pause) {
        server.moveClock(offset);
        pause.pass();
        server.moveClock(Duration.ZERO);
    }

    @Override
    public void cut(Step step, Truth truth, Consumer<List<TcpProxy>> fault) {
        TcpProxy way = way(victim(step));
        losing(truth, () -> fault.accept(List.of(way)));
    }

    /** What a replica lacks when it takes over, and what the old primary still acknowledges, nobody sees go. */
    private void losing(Truth truth, Runnable fault) {
        truth.losing("may be failed over");
        fault.run();
        awaitWhole();
        truth.after(true, this::read);
    }

    /** Server by server, each at one moment. */
    private void empty(Truth truth) {
        truth.losing("emptied");
        Map<RedisProcess, List<String>> keys = new HashMap<>();
        truth.keys().forEach(key -> keys.computeIfAbsent(server(key), _ -> new ArrayList<>()).add(key));
        Map<String, Object> held = new HashMap<>();
        for (RedisProcess primary : primaries()) {
            List<String> own = keys.getOrDefault(primary, List.of());
            List<?> entries = SingleRedis.wipe(primary, own);
            own.forEach(key -> held.put(key, entries.get(own.indexOf(key))));
        }
        truth.before(held::get);
        truth.after(false, this::read);
    }

    @Override
    public void heal() {
        servers().forEach(server -> way(server).heal());
        awaitWhole();
    }
}
