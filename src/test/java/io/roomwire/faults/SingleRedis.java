package io.roomwire.faults;

import io.roomwire.testkit.RedisProcess;
import io.roomwire.testkit.TcpProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One Redis server, in whose place a replica can be put. Each node has a proxy of its own to it. */
final class SingleRedis implements Topology {

    private static final Duration CLOCK = Duration.ofSeconds(5);
    private static final Pause WITH_OTHER_CLOCK = Pause.of(1500);
    /** Leaves the rooms, models, projects and groups themselves, as one who restores them from a backup would. */
    private static final String EMPTY = """
            local held = {}
            for i = 1, #ARGV do held[i] = redis.call('XRANGE', ARGV[i], '-', '+') end
            for _, key in ipairs(redis.call('KEYS', '*')) do
              if redis.call('TYPE', key).ok == 'stream' or string.find(key, ':once:') or string.find(key, '{lease:')
                  or key == 'rw:nodes' or key == 'rw:{ingest}:holder' then
                redis.call('DEL', key)
              end
            end
            return held
            """;

    private final List<TcpProxy> links = new ArrayList<>();
    private volatile RedisProcess redis = RedisProcess.startMovable(List.of());

    @Override
    public String name() {
        return "single";
    }

    @Override
    public Map<String, String> attach() {
        TcpProxy link = TcpProxy.to(redis.port());
        links.add(link);
        return Map.of("REDIS_URI", link.redisUri());
    }

    @Override
    public List<RedisProcess> servers() {
        return List.of(redis);
    }

    @Override
    public List<RedisProcess> primaries() {
        return List.of(redis);
    }

    @Override
    public RedisProcess server(String key) {
        return redis;
    }

    @Override
    public boolean can(FaultKind kind) {
        return kind != FaultKind.SLOT_MOVE;
    }

    @Override
    public void cut(Step step, Truth truth, Consumer<List<TcpProxy>> fault) {
        fault.accept(List.of(links.get(step.node())));
    }

    @Override
    public void harm(Step step, Truth truth) {
        Pause pause = Pause.of(step.lasting());
        switch (step.kind()) {
            case REDIS_KILL -> kill(truth, pause);
            case REDIS_STOP -> {
                redis.terminate();
                pause.pass();
                redis.relaunch();
            }
            case REDIS_PAUSE -> {
                redis.freeze();
                pause.pass();
                redis.thaw();
            }
            case REDIS_EMPTY -> empty(truth);
            case REDIS_RESTART_EMPTY -> restartEmpty(truth, pause);
            case REDIS_FAIL_OVER -> failOver(truth, pause, Duration.ZERO);
            case REDIS_FAIL_OVER_CLOCK_AHEAD -> failOver(truth, pause, CLOCK);
            case REDIS_FAIL_OVER_CLOCK_BEHIND -> failOver(truth, pause, CLOCK.negated());
            case CLOCK_FORWARD -> clock(CLOCK, pause);
            case CLOCK_BACK -> clock(CLOCK.negated(), pause);
            case DISK_FULL -> {
                redis.fillDisk();
                pause.pass();
                redis.clearDisk();
            }
            default -> throw new IllegalArgumentException(step.toString());
        }
    }

    /** While one fsync takes long, Redis holds back what it acknowledges for up to 2 s: a kill may lose that. */
    private void kill(Truth truth, Pause pause) {
        truth.losing("killed");
        redis.kill();
        pause.pass();
        redis.relaunch();
        truth.after(true, this::read);
    }

    private void clock(Duration offset, Pause pause) {
        redis.moveClock(offset);
        pause.pass();
        redis.moveClock(Duration.ZERO);
    }

    /** While nodes are connected: only the next event or a look at the newest id tells them. */
    private void empty(Truth truth) {
        truth.losing("emptied");
        wipe(truth);
        truth.after(false, this::read);
    }

    private void wipe(Truth truth) {
        List<String> keys = truth.keys();
        List<?> held = wipe(redis, keys);
        truth.before(key -> held.get(keys.indexOf(key)));
    }

    /** Tells what it took of these streams; they are no keys of the script, since those of a Cluster must share a slot. */
    static List<?> wipe(RedisProcess server, List<String> streams) {
        List<String> command = new ArrayList<>(List.of("EVAL", EMPTY, "0"));
        command.addAll(streams);
        return Objects.requireNonNull((List<?>) server.call(command.toArray(String[]::new)));
    }

    /** With all nodes cut off, so that nothing is acknowledged between the look and the end. */
    private void restartEmpty(Truth truth, Pause pause) {
        truth.losing("restarted empty");
        cutOff();
        wipe(truth);
        redis.kill();
        pause.pass();
        redis.relaunch();
        truth.after(false, this::read);
        links.forEach(TcpProxy::heal);
    }

    /** What is appended between the promotion and the switch is lost. */
    private void failOver(Truth truth, Pause pause, Duration clock) {
        RedisProcess old = redis;
        RedisProcess replica = RedisProcess.startMovable(List.of());
        replica.moveClock(clock);
        replica.follow(old);
        old.awaitCopied(replica);
        truth.losing("failed over");
        replica.promote();
        pause.pass();
        cutOff();
        truth.before(this::read);
        redis = replica;
        truth.after(true, this::read);
        links.forEach(link -> link.switchTo(replica.port()));
        links.forEach(TcpProxy::heal);
        old.close();
        WITH_OTHER_CLOCK.pass();
        replica.moveClock(Duration.ZERO);
    }

    /** Returns when Redis has done all that it was asked for by nodes. */
    private void cutOff() {
        links.forEach(TcpProxy::refuse);
        Pause.until(() -> String.valueOf(redis.call("CLIENT", "LIST")).lines().count() == 1);
    }

    @Override
    public void heal() {
        links.forEach(TcpProxy::heal);
    }

    @Override
    public void close() {
        links.forEach(TcpProxy::close);
        redis.close();
    }
}
